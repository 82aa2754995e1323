/**
 * Processing options as values that print themselves into the path.
 *
 * <p>Most applications use only the methods of {@link io.github.imgproxy4j.ImageBuilder}. The types are public to build
 * options with many arguments and to inspect presets and option lists.
 *
 * <p>One type for each option that imgproxy documents is a {@link io.github.imgproxy4j.option.TypedOption}; its names
 * are in {@link io.github.imgproxy4j.option.OptionName}. A new option is a name there, a record, a line in the reader
 * (the compiler asks for it), a call, and a row in the table of the tests and in {@code docs/options.md} (the tests ask
 * for them).
 *
 * <pre>{@code
 * ProcessingOption.parse("rs:fill:300:200/q:80");
 * Watermark.opacity(0.5).at(WatermarkPosition.SOUTH_EAST, 10, 10).scale(0.2).segment();  // wm:0.5:soea:10:10:0.2
 * }</pre>
 */
@NullMarked
package io.github.imgproxy4j.option;

import org.jspecify.annotations.NullMarked;
