/** Reads URLs that people made, and asks for them. */
@NullMarked
package io.github.imgproxy4j.cli.doctor.urls;

import org.jspecify.annotations.NullMarked;
