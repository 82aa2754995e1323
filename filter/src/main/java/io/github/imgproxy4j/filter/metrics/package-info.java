/** Micrometer meters of the proxy; see {@link io.github.imgproxy4j.filter.metrics.ProxyMetrics}. */
@NullMarked
package io.github.imgproxy4j.filter.metrics;

import org.jspecify.annotations.NullMarked;
