/**
 * A caching proxy in front of imgproxy, as a servlet filter inside the web app.
 *
 * <p>{@link io.github.imgproxy4j.filter.ImgproxyFilter} is the door from the servlet container;
 * {@link io.github.imgproxy4j.filter.CachingProxy} is what it opens to: it holds the tiers and the statistics, and
 * purges. Everything else is machinery.
 *
 * <p>The way of a request: {@code RequestTarget} names the route, {@code Admission} verifies the path and derives the
 * key, {@code CachingProxy} finds an {@code Answer} in memory, in a local store or by joining a {@code Flight} that a
 * {@code Departure} fills, and {@code AsyncDelivery} or {@code BlockingDelivery} writes it.
 */
@NullMarked
package io.github.imgproxy4j.filter;

import org.jspecify.annotations.NullMarked;
