/** Reads the variables that imgproxy and imgproxy4j are started with. */
@NullMarked
package io.github.imgproxy4j.cli.doctor.environment;

import org.jspecify.annotations.NullMarked;
