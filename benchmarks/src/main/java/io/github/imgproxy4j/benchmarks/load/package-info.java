/**
 * Whole-system runs: real servers in processes of their own on free loopback ports, loaded by wrk.
 *
 * <p>{@link io.github.imgproxy4j.benchmarks.load.Main} measures this checkout beside what it competes with,
 * {@link io.github.imgproxy4j.benchmarks.load.Compare} two checkouts beside each other. What is compared is measured in
 * turns, round by round, so that other work on the machine meets all of it.
 */
@NullMarked
package io.github.imgproxy4j.benchmarks.load;

import org.jspecify.annotations.NullMarked;
