/**
 * The common part of the tag library and the Thymeleaf dialect: translates attributes of a page to calls of the
 * builder.
 */
@NullMarked
package io.github.imgproxy4j.template;

import org.jspecify.annotations.NullMarked;
