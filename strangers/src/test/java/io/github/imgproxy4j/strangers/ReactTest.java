package io.github.imgproxy4j.strangers;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Vite and React with the packed npm package and the block of docs/javascript.md; the app is behind it. */
class ReactTest extends SiteContract {
    private static final Pattern BLOCK = Pattern.compile("## React\\R+(?:<!--[^\\n]*\\R)?```jsx\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern URLS = Pattern.compile("\"cached\":\"([^\"]+)\",\"proxy\":\"([^\"]+)\"");
    private static final String QUESTION = "img/urls?preset=card&src=local:///cats/tom.jpg&src=/cats/tom.jpg";

    @Override
    Site start() throws IOException {
        if (!Program.isThere("node") || !Program.isThere("npm")) {
            throw Skip.because(
                    "imgproxy4j.require.npm", "node and npm are not on the PATH: the page of React did not run");
        }
        Path folder = build();
        Site app = Boot.start(
                "3",
                "react-app",
                Map.of("IMGPROXY4J_PUBLIC_PRESETS", "card 1x 2x webp", "IMGPROXY_ALLOWED_SOURCES", "local:///"));
        try {
            Program page = Program.start(
                    "react",
                    folder,
                    Map.of("APP_URL", app.home().toString(), "NO_COLOR", "1"),
                    List.of("node", "node_modules/vite/bin/vite.js", "preview", "--host", "localhost", "--port", "0"));
            URI home = URI.create(page.awaitLine("(http://localhost:\\d+/)"));
            return new Site(app.proxy(), page, home, app.photos(), 2);
        } catch (RuntimeException failure) {
            app.close();
            throw failure;
        }
    }

    /** They are not in the HTML: the page asks for them. */
    @Override
    List<Picture> pictures(Site of, String html) {
        String answer = new String(Web.get(of.home().resolve(QUESTION)).body(), StandardCharsets.UTF_8);
        return URLS.matcher(answer)
                .results()
                .map(urls ->
                        new Picture(of.home().resolve(urls.group(1)), of.home().resolve(urls.group(2))))
                .toList();
    }

    private static Path build() throws IOException {
        Path folder = Folders.fresh("react");
        copy(Folders.STRANGERS.resolve("react"), folder);
        Matcher block = BLOCK.matcher(Files.readString(Folders.PROJECT.resolve("docs/javascript.md")));
        if (!block.find()) {
            throw new IllegalStateException("docs/javascript.md has no block of jsx below ## React");
        }
        Files.writeString(folder.resolve("src/pictures.jsx"), block.group(1));
        npm("pack", Folders.PROJECT.resolve("js"), "pack", "--pack-destination", folder.toString());
        npm("ci", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        npm("install", folder, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", packed(folder));
        npm("build", folder, "run", "build");
        return folder;
    }

    private static void npm(String name, Path folder, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("npm"), Stream.of(arguments)).toList();
        Program.run("npm-" + name, folder, Map.of(), command);
    }

    private static String packed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tgz"))
                    .map(name -> "./" + name)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What is there, without what npm and Vite make. */
    private static void copy(Path from, Path to) throws IOException {
        for (String file :
                List.of("package.json", "package-lock.json", "index.html", "vite.config.js", "src/main.jsx")) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }
}
