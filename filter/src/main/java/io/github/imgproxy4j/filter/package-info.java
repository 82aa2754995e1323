/**
 * A caching proxy in front of imgproxy, as a servlet filter inside the web app.
 *
 * <p>{@link io.github.imgproxy4j.filter.ImgproxyFilter} is the way in from the servlet container;
 * {@link io.github.imgproxy4j.filter.CachingProxy} holds the tiers and the statistics, and purges.
 * {@link io.github.imgproxy4j.filter.event} tells what happens, {@link io.github.imgproxy4j.filter.store} and
 * {@link io.github.imgproxy4j.filter.upstream} are what others may implement. The rest is below {@code internal}, which is
 * no API.
 *
 * <p>The way of a request: {@code internal.request} names the route, verifies the path and derives the key,
 * {@code internal.fetch} finds the response in a tier or fetches it once for all who ask, and {@code internal.response}
 * writes it.
 */
@NullMarked
package io.github.imgproxy4j.filter;

import org.jspecify.annotations.NullMarked;
