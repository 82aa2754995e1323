/**
 * Storage of complete variants: the {@link io.github.imgproxy4j.filter.store.ImageStore} interface and its values.
 *
 * <p>A store implements the methods of the interface and passes the contract tests of the module {@code store-testkit}.
 */
@NullMarked
package io.github.imgproxy4j.filter.store;

import org.jspecify.annotations.NullMarked;
