package io.github.imgproxy4j.cli.warm;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One image to be made.
 *
 * @param proxy the URL that makes it
 * @param cached the URL that has it once it is stored; null if that is not known
 */
public record Variant(URI proxy, @Nullable URI cached) {}
