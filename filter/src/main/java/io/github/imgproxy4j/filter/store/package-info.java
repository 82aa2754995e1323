/**
 * What keeps finished variants: the {@link io.github.imgproxy4j.filter.store.ImageStore} interface and its values.
 *
 * <p>A store implements the four verbs and passes the contract suite of this module's test jar.
 */
@NullMarked
package io.github.imgproxy4j.filter.store;

import org.jspecify.annotations.NullMarked;
