/**
 * The source of variants: the {@link io.github.imgproxy4j.filter.upstream.Upstream} interface and its implementation
 * for imgproxy servers.
 */
@NullMarked
package io.github.imgproxy4j.filter.upstream;

import org.jspecify.annotations.NullMarked;
