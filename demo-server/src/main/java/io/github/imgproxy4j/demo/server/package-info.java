/** Serves a packed web app from an embedded Jetty: the demo's own server. Knows no module of the house. */
@NullMarked
package io.github.imgproxy4j.demo.server;

import org.jspecify.annotations.NullMarked;
