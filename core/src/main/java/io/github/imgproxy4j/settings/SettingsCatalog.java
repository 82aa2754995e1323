package io.github.imgproxy4j.settings;

import java.util.List;

/**
 * The settings that one module understands.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so that a key is known exactly if the module that reads it is present.
 */
public interface SettingsCatalog {
    /** The module's settings, in the order in which the documentation lists them. */
    List<Setting<?>> settings();
}
