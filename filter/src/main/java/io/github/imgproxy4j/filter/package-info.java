/**
 * A caching proxy in front of imgproxy, as a servlet filter inside the web app.
 *
 * <p>{@link io.github.imgproxy4j.filter.ImgproxyFilter} is the entry point for the servlet container;
 * {@link io.github.imgproxy4j.filter.CachingProxy} holds the tiers and the statistics, and purges.
 * {@link io.github.imgproxy4j.filter.event} reports events; {@link io.github.imgproxy4j.filter.store} and
 * {@link io.github.imgproxy4j.filter.upstream} contain interfaces for other implementations. Packages below
 * {@code internal} are not API.
 *
 * <p>The path of a request: {@code internal.request} determines the route, verifies the path and derives the key,
 * {@code internal.fetch} finds the response in a tier or fetches it once for all waiting requests, and
 * {@code internal.response} writes it.
 */
@NullMarked
package io.github.imgproxy4j.filter;

import org.jspecify.annotations.NullMarked;
