/** Reads a page as a browser does. */
@NullMarked
package io.github.imgproxy4j.cli.doctor.page;

import org.jspecify.annotations.NullMarked;
