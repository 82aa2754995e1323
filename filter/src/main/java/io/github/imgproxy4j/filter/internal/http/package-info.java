/**
 * The rules of HTTP as functions: caching (RFC 9111), conditions and ranges (RFC 9110), header fields. Not an API.
 */
@NullMarked
package io.github.imgproxy4j.filter.internal.http;

import org.jspecify.annotations.NullMarked;
