/**
 * Keeps finished variants in an S3-compatible bucket: the {@link io.github.imgproxy4j.store.s3.S3ImageStore}.
 */
@NullMarked
package io.github.imgproxy4j.store.s3;

import org.jspecify.annotations.NullMarked;
