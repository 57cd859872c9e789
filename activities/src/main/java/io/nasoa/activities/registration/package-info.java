/** What a build of zoo entries has trainers and the store do: pretrain, measure, register. */
@NullMarked
package io.nasoa.activities.registration;

import org.jspecify.annotations.NullMarked;
