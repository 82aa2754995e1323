/** The subcommands for signed paths: sign, url, key, verify and explain. */
@NullMarked
package io.github.imgproxy4j.cli.path;

import org.jspecify.annotations.NullMarked;
