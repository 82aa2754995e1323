/**
 * What this library costs, each time beside the straightforward way to do the same by hand: with the JDK alone, or, for a
 * page, with its HTML as literal text.
 *
 * <p>The figure that counts is the ratio of both, measured in one run; {@link io.github.imgproxy4j.benchmarks.Run}
 * prints it.
 */
@NullMarked
package io.github.imgproxy4j.benchmarks;

import org.jspecify.annotations.NullMarked;
