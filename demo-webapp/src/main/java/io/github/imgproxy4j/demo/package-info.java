/**
 * The demo: galleries in JSP, Thymeleaf and JavaScript, and the inspector.
 *
 * <p>Nothing here is needed to use the library. How a web app uses it is in {@code web.xml} and in the pages.
 */
@NullMarked
package io.github.imgproxy4j.demo;

import org.jspecify.annotations.NullMarked;
