/** The input for computing elements: the size of an image, its candidates, formats and attributes. */
@NullMarked
package io.github.imgproxy4j.internal.html;

import org.jspecify.annotations.NullMarked;
