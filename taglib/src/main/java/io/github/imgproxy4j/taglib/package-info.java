/**
 * JSP tags that render images with a cached URL and a fallback; the library's URI is {@code imgproxy4j.tags}.
 *
 * <p>{@link io.github.imgproxy4j.taglib.ImgTag} is public because containers instantiate it; pages use it as
 * {@code <imgproxy:img>}.
 */
@NullMarked
package io.github.imgproxy4j.taglib;

import org.jspecify.annotations.NullMarked;
