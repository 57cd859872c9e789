/**
 * What long work of many parts has in common, a search and a build of the zoo among it: its
 * request, state and status, what users ask of it, how it ends.
 */
@NullMarked
package io.nasoa.workflows.run;

import org.jspecify.annotations.NullMarked;
