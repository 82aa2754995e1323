/** The processes that a whole-system run starts: the server under test, its upstream, and an S3 server. */
@NullMarked
package io.github.imgproxy4j.benchmarks.server;

import org.jspecify.annotations.NullMarked;
