/** The route that signs URLs for pages in JavaScript. Not an API. */
@NullMarked
package io.github.imgproxy4j.filter.internal.urls;

import org.jspecify.annotations.NullMarked;
