/**
 * What the tag library and the Thymeleaf dialect share: attributes as they stand in a page, turned into calls of the
 * builder.
 */
@NullMarked
package io.github.imgproxy4j.template;

import org.jspecify.annotations.NullMarked;
