/** Starts the demo, and tests it in real containers. */
@NullMarked
package io.github.imgproxy4j.demo;

import org.jspecify.annotations.NullMarked;
