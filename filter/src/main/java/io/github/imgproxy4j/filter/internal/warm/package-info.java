/** Makes variants that no visitor has asked for yet. Not an API. */
@NullMarked
package io.github.imgproxy4j.filter.internal.warm;

import org.jspecify.annotations.NullMarked;
