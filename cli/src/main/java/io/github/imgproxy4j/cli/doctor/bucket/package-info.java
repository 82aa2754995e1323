/** Asks an S3 bucket, signed as its owner and unsigned as a browser. */
@NullMarked
package io.github.imgproxy4j.cli.doctor.bucket;

import org.jspecify.annotations.NullMarked;
