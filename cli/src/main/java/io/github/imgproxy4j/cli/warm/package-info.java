/** Asks a caching proxy for variants before visitors do. */
@NullMarked
package io.github.imgproxy4j.cli.warm;

import org.jspecify.annotations.NullMarked;
