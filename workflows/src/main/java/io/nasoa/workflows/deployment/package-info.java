/** Which store a deployment's names belong to, told by the server itself. */
@NullMarked
package io.nasoa.workflows.deployment;

import org.jspecify.annotations.NullMarked;
