/**
 * An imgproxy-compatible image processor inside the JVM.
 *
 * <p>{@link io.github.imgproxy4j.embedded.EmbeddedImgproxy} takes the place of an imgproxy server behind the caching
 * proxy: same paths, same status codes, recognisably the same pictures. An option that it does not know is refused by
 * name, never ignored.
 */
@NullMarked
package io.github.imgproxy4j.embedded;

import org.jspecify.annotations.NullMarked;
