/**
 * The caching proxy as a standalone server: Jetty with the filter at {@code /}, optionally an imgproxy process, probes
 * and metrics, and a graceful shutdown. Independent of the command line; start at
 * {@link io.github.imgproxy4j.cli.serve.ImageServer}.
 */
@NullMarked
package io.github.imgproxy4j.cli.serve;

import org.jspecify.annotations.NullMarked;
