package io.github.imgproxy4j.settings;

import java.util.List;

/**
 * The settings of one module.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so that a key is known if and only if its module is present.
 */
public interface SettingsCatalog {
    /** The module's settings, in the order in which the documentation lists them. */
    List<Setting<?>> settings();

    /**
     * Whether an application with these settings uses the module. Invalid values of an unused module are ignored: they
     * may be meant for another program.
     *
     * @param settings all settings; only {@code isSet} and values of modules that are always used may be read
     */
    default boolean isUsed(Settings settings) {
        return true;
    }

    /**
     * Whether the names of this module cannot belong to any other program. Mistakes in them are then reported even if the
     * module is not used.
     *
     * @param name a key or an environment variable of one of the settings
     */
    default boolean isMeantHere(String name) {
        return false;
    }
}
