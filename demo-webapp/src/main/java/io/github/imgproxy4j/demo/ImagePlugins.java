package io.github.imgproxy4j.demo;

import javax.imageio.spi.IIORegistry;

/**
 * Keeps the image plug-ins of this WAR out of the registry that all web apps of a JVM share.
 *
 * <p>Whoever touches the registry first fills it with the plug-ins of its class path, and they stay when the web app
 * goes: the next deployment would get the classes of one that is closed. The processor makes its plug-ins itself.
 */
final class ImagePlugins {
    private ImagePlugins() {}

    static void keepOutOfTheRegistry() {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            IIORegistry.getDefaultInstance();
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
