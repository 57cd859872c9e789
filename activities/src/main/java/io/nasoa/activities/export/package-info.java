/** Models as files that other programs read (safetensors, JSON, ONNX), and the way back. */
@NullMarked
package io.nasoa.activities.export;

import org.jspecify.annotations.NullMarked;
