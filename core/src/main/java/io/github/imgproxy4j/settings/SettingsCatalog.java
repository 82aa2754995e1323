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

    /**
     * Whether a start with these settings uses the module. Mistakes in the values of a module that is not used are none:
     * another program may have set them for itself.
     *
     * @param settings all that were set; may be asked what is set, and for values of modules that are always used
     */
    default boolean isUsed(Settings settings) {
        return true;
    }

    /**
     * Whether what is set under a name can be meant for nobody but this module. A mistake in it then counts even if the
     * module is not used.
     *
     * @param name a key or an environment variable of one of the settings
     */
    default boolean isMeantHere(String name) {
        return false;
    }
}
