/** What the command line reads of pages. */
@NullMarked
package io.github.imgproxy4j.cli.html;

import org.jspecify.annotations.NullMarked;
