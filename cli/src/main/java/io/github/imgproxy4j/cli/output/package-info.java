/** What subcommands print, and their exit status. */
@NullMarked
package io.github.imgproxy4j.cli.output;

import org.jspecify.annotations.NullMarked;
