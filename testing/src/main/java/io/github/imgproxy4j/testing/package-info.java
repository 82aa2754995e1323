/** Test support that every module may use in test scope; it knows no other module. */
@NullMarked
package io.github.imgproxy4j.testing;

import org.jspecify.annotations.NullMarked;
