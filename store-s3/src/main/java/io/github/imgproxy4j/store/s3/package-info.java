/**
 * Stores variants in an S3-compatible bucket: the {@link io.github.imgproxy4j.store.s3.S3ImageStore}.
 *
 * <p>The filter uses it if the settings of {@link io.github.imgproxy4j.store.s3.settings.S3Settings} are set;
 * applications that build their own proxy use {@link io.github.imgproxy4j.store.s3.S3ImageStore#builder}.
 */
@NullMarked
package io.github.imgproxy4j.store.s3;

import org.jspecify.annotations.NullMarked;
