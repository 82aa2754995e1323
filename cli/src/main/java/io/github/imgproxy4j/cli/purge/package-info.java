/** Removes variants from a store, or from running proxies by their purge route. */
@NullMarked
package io.github.imgproxy4j.cli.purge;

import org.jspecify.annotations.NullMarked;
