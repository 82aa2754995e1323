package io.github.imgproxy4j.strangers;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A page made by one source file with nothing but core; its pictures come from an app elsewhere. */
class CoreAloneTest extends SiteContract {
    @Override
    Site start() {
        Site app = Boot.start("3", "core-alone-app", Map.of());
        try {
            Program page = Program.start("core-alone", Folders.STRANGERS.resolve("core"), Map.of(), command(app));
            URI home = URI.create(page.awaitLine("page at (\\S+)"));
            return new Site(app.proxy(), page, home, app.photos(), 1);
        } catch (RuntimeException failure) {
            app.close();
            throw failure;
        }
    }

    private static List<String> command(Site app) {
        Map<String, String> environment = app.photos().environment();
        return List.of(
                Program.java(),
                "-cp",
                Installed.artifacts().jar("core").toString(),
                "Page.java",
                environment.get("IMGPROXY_KEY"),
                environment.get("IMGPROXY_SALT"),
                app.home().resolve("img").toString());
    }
}
