/** Prepares a bucket and checks how it delivers. */
@NullMarked
package io.github.imgproxy4j.store.s3.setup;

import org.jspecify.annotations.NullMarked;
