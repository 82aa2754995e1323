package io.github.imgproxy4j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Behaves like an imgproxy whose sources are all one image; its process is started by the server under test. */
final class FakeImgproxy {
    private static final String PID = "imgproxy | pid ";

    private FakeImgproxy() {}

    /** Serves at IMGPROXY_BIND; with BROKEN set it ends with that status, as with a wrong setting. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        String broken = System.getenv("BROKEN");
        if (broken != null) {
            System.err.println("a setting is wrong");
            System.exit(Integer.parseInt(broken));
        }
        System.out.println("pid " + ProcessHandle.current().pid());
        System.out.println("variables "
                + String.join(" ", new java.util.TreeSet<>(System.getenv().keySet())));
        String[] bind = System.getenv("IMGPROXY_BIND").split(":", 2);
        HttpServer http = HttpServer.create(new InetSocketAddress(bind[0], Integer.parseInt(bind[1])), 0);
        http.createContext("/", FakeImgproxy::respond);
        http.start();
    }

    private static void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.equals("/health")) {
                exchange.sendResponseHeaders(200, -1);
            } else if (path.contains("missing")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] image = image();
                exchange.getResponseHeaders().set("Content-Type", "image/png");
                String seconds = System.getenv("IMGPROXY_TTL");
                if (seconds != null) {
                    exchange.getResponseHeaders().set("Cache-Control", "max-age=" + seconds + ", public");
                }
                exchange.sendResponseHeaders(200, image.length);
                exchange.getResponseBody().write(image);
            }
        }
    }

    static byte[] image() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    /** A script that runs it, in this folder. */
    static Path script(Path folder) throws IOException {
        Path script = folder.resolve("imgproxy");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -cp '"
                        + Path.of("target/test-classes").toAbsolutePath() + "' " + FakeImgproxy.class.getName() + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** The last one that said its process number, if it runs. */
    static Optional<ProcessHandle> running(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PID))
                .reduce((first, last) -> last)
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring(PID.length()))))
                .filter(ProcessHandle::isAlive);
    }
}
