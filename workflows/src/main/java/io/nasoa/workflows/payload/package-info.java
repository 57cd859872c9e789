/** How records become Temporal payloads: one JSON mapper, one data converter, one size limit. */
@NullMarked
package io.nasoa.workflows.payload;

import org.jspecify.annotations.NullMarked;
