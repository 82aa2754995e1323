/** Serves a packed web app from an embedded Jetty: the server of the demo. Independent of the other modules. */
@NullMarked
package io.github.imgproxy4j.demo.server;

import org.jspecify.annotations.NullMarked;
