/**
 * Keeps finished variants in an S3-compatible bucket: the {@link io.github.imgproxy4j.store.s3.S3ImageStore}.
 *
 * <p>The settings of {@link io.github.imgproxy4j.store.s3.settings.S3Settings} make the filter find it; an application that
 * builds its own proxy uses {@link io.github.imgproxy4j.store.s3.S3ImageStore#builder}.
 */
@NullMarked
package io.github.imgproxy4j.store.s3;

import org.jspecify.annotations.NullMarked;
