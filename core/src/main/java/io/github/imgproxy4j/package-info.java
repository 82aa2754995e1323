/**
 * Signed imgproxy URLs, cache keys and the attributes of the {@code <img>} that uses them.
 *
 * <p>Start at {@link io.github.imgproxy4j.Imgproxy}; its results are {@link io.github.imgproxy4j.ImageUrls} and
 * {@link io.github.imgproxy4j.html.Element}.
 *
 * <pre>{@code
 * Imgproxy imgproxy = Imgproxy.builder()
 *         .key(hexKey).salt(hexSalt)
 *         .cacheUrl("https://images.example.com/")
 *         .proxyUrl("/img")
 *         .preset("card", "rs:fill:300:200/q:80")
 *         .build();
 * String html = imgproxy.image("https://example.com/cat.jpg").preset("card").alt("A cat").img().toHtml();
 * }</pre>
 */
@NullMarked
package io.github.imgproxy4j;

import org.jspecify.annotations.NullMarked;
