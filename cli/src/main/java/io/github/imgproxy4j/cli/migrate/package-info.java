/** Copies finished variants from other caches into the store of the settings. */
@NullMarked
package io.github.imgproxy4j.cli.migrate;

import org.jspecify.annotations.NullMarked;
