/** Stores variants as files; see {@link io.github.imgproxy4j.filter.store.file.FileStore}. */
@NullMarked
package io.github.imgproxy4j.filter.store.file;

import org.jspecify.annotations.NullMarked;
