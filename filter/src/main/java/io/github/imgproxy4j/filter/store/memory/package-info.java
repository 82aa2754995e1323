/** Stores variants on the heap; see {@link io.github.imgproxy4j.filter.store.memory.MemoryStore}. */
@NullMarked
package io.github.imgproxy4j.filter.store.memory;

import org.jspecify.annotations.NullMarked;
