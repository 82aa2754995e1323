/**
 * Processing options as values that write themselves into the path.
 *
 * <p>Users meet them through the calls of {@link io.github.imgproxy4j.ImageBuilder}; the types are public so that a
 * preset or an option list can be inspected.
 */
@NullMarked
package io.github.imgproxy4j.option;

import org.jspecify.annotations.NullMarked;
