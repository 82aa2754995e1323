/**
 * Auto-configuration for Spring Boot: an {@link io.github.imgproxy4j.Imgproxy} from the Environment, and the caching
 * proxy and the Thymeleaf dialect if they are on the class path.
 *
 * <p>Every bean backs off if the app defines its own. To disable a part, exclude its class with
 * {@code spring.autoconfigure.exclude}.
 */
@NullMarked
package io.github.imgproxy4j.spring;

import org.jspecify.annotations.NullMarked;
