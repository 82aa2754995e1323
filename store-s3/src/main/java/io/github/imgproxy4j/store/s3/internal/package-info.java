/** Objects of a bucket, and what its server can do. Not an API. */
@NullMarked
package io.github.imgproxy4j.store.s3.internal;

import org.jspecify.annotations.NullMarked;
