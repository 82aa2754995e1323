/**
 * An imgproxy-compatible image processor inside the JVM.
 *
 * <p>{@link io.github.imgproxy4j.embedded.EmbeddedImgproxy} replaces an imgproxy server behind the caching proxy: the
 * same paths, the same status codes, very similar images. Unknown options are refused by name, never ignored.
 */
@NullMarked
package io.github.imgproxy4j.embedded;

import org.jspecify.annotations.NullMarked;
