/** What files say before they are decoded: headers, profiles and metadata. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.format;

import org.jspecify.annotations.NullMarked;
