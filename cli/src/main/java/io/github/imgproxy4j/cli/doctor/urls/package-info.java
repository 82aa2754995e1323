/** Checks given URLs, and requests them. */
@NullMarked
package io.github.imgproxy4j.cli.doctor.urls;

import org.jspecify.annotations.NullMarked;
