/** The contract of every {@link io.github.imgproxy4j.filter.store.ImageStore}, as tests to extend. */
@NullMarked
package io.github.imgproxy4j.store.testkit;

import org.jspecify.annotations.NullMarked;
