/**
 * What makes variants: the {@link io.github.imgproxy4j.filter.upstream.Upstream} interface and the imgproxy server
 * behind it.
 */
@NullMarked
package io.github.imgproxy4j.filter.upstream;

import org.jspecify.annotations.NullMarked;
