/** Asks for stored images through the CDN in front of a bucket. */
@NullMarked
package io.github.imgproxy4j.cli.doctor.cdn;

import org.jspecify.annotations.NullMarked;
