/**
 * Thymeleaf attributes that render images with a cached URL and a fallback.
 *
 * <p>Add an {@link io.github.imgproxy4j.thymeleaf.ImgproxyDialect} to the template engine.
 */
@NullMarked
package io.github.imgproxy4j.thymeleaf;

import org.jspecify.annotations.NullMarked;
