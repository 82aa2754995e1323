/**
 * Auto-configuration for Spring Boot: an {@link io.github.imgproxy4j.Imgproxy} from the Environment, and with it the
 * caching proxy and the Thymeleaf dialect where they are on the class path.
 *
 * <p>Every bean steps back when the app brings its own. To switch a part off, exclude its class in
 * {@code spring.autoconfigure.exclude}.
 */
@NullMarked
package io.github.imgproxy4j.spring;

import org.jspecify.annotations.NullMarked;
