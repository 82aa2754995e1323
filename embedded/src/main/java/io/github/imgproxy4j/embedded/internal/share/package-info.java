/** What images made of one source at the same time have in common. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.share;

import org.jspecify.annotations.NullMarked;
