/**
 * The command {@code java -jar imgproxy4j.jar}: one class per subcommand.
 *
 * <p>{@link io.github.imgproxy4j.cli.Main} is the only type for other programs. A subcommand reads its settings through
 * {@code SettingsOptions}, prints its result to standard output and everything else to standard error, and returns an
 * {@code ExitStatus}.
 */
@NullMarked
package io.github.imgproxy4j.cli;

import org.jspecify.annotations.NullMarked;
