/** Self-contained HTML reports of tasks. */
@NullMarked
package io.nasoa.worker.report;

import org.jspecify.annotations.NullMarked;
