/**
 * Reads settings from several sources (system properties, environment, init-params) with one validator.
 *
 * <p>A module declares each of its settings once as a {@link io.github.imgproxy4j.settings.Setting} and lists them in a
 * {@link io.github.imgproxy4j.settings.SettingsCatalog}. {@link io.github.imgproxy4j.settings.Settings#read} then
 * resolves all of them at once and reports every mistake together.
 */
@NullMarked
package io.github.imgproxy4j.settings;

import org.jspecify.annotations.NullMarked;
