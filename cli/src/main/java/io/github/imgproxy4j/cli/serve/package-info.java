/**
 * The caching proxy as a server of its own: Jetty with the filter at {@code /}, imgproxy beside it where there is one, probes
 * and metrics, and an orderly stop. Knows nothing of the command line; {@link io.github.imgproxy4j.cli.serve.ImageServer} is
 * the door.
 */
@NullMarked
package io.github.imgproxy4j.cli.serve;

import org.jspecify.annotations.NullMarked;
