/** What a search has trainers and the store do: evaluations of candidates, proposals, records. */
@NullMarked
package io.nasoa.activities.search;

import org.jspecify.annotations.NullMarked;
