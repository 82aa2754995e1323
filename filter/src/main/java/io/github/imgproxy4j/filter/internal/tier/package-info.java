/**
 * Memory and store as tiers: reading, writing in the background, and standing back from a store that fails. Not an
 * API.
 */
@NullMarked
package io.github.imgproxy4j.filter.internal.tier;

import org.jspecify.annotations.NullMarked;
