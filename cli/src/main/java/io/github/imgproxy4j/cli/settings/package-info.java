/** Settings and stores of subcommands: files first, then the environment. */
@NullMarked
package io.github.imgproxy4j.cli.settings;

import org.jspecify.annotations.NullMarked;
