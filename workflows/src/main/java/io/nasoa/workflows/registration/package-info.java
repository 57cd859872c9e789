/** How networks get into the zoo, as a workflow: pretrain, measure, register. */
@NullMarked
package io.nasoa.workflows.registration;

import org.jspecify.annotations.NullMarked;
