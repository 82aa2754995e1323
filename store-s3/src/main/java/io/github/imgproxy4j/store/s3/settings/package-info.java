/** The settings of the S3 store. */
@NullMarked
package io.github.imgproxy4j.store.s3.settings;

import org.jspecify.annotations.NullMarked;
