package io.github.imgproxy4j.strangers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Spring Boot app, for one line of Boot. */
final class Boot {
    private Boot() {}

    /**
     * Builds and starts it.
     *
     * @param line the number in the name of its POM
     * @param stranger who asks, for the names of folders and logs
     * @param settings variables of the environment besides key and folders
     */
    static Site start(String line, String stranger, Map<String, String> settings) {
        Path project = Folders.STRANGERS.resolve("spring-boot");
        Installed.artifacts().build("boot-" + line, project.resolve("boot-" + line + ".xml"));
        Path jar = project.resolve("target/boot-" + line + "/photos.jar");
        Photos photos = Photos.of(stranger);
        Map<String, String> environment = new HashMap<>(photos.environment());
        environment.putAll(settings);
        Program boot = Program.start(
                stranger,
                jar.getParent(),
                environment,
                List.of(Program.java(), "-jar", jar.toString(), "--server.port=0"));
        String port = boot.awaitLine("started on port (\\d+)");
        return new Site(boot, port, photos);
    }
}
