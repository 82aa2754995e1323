/** From a source to a result: geometry, frames, watermark and quality. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.pipeline;

import org.jspecify.annotations.NullMarked;
