/** How texts of others are written into logs. */
@NullMarked
package io.github.imgproxy4j.filter.internal.log;

import org.jspecify.annotations.NullMarked;
