/** Lets drawings pass without what could run or fetch. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.svg;

import org.jspecify.annotations.NullMarked;
