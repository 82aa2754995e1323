package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.util.Jetty;

/** What the figures were measured on. */
final class Machine {
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private Machine() {}

    /** Writes machine and versions into the report. */
    static void describe(Report report, List<Java> javas) throws IOException, InterruptedException {
        report.condition(String.format(
                Locale.ROOT,
                "%s, %d processors, %.0f GB, %s %s; load generator and all servers on this machine; load average at the start %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memoryGigabytes(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]));
        List<String> versions = new ArrayList<>();
        javas.forEach(java -> versions.add(java.name()));
        versions.add("Jetty " + Jetty.VERSION);
        versions.add(ServerInfo.getServerInfo().replace("Apache ", "").replace('/', ' '));
        versions.add(firstLine("nginx", "-v").replace("nginx version: ", "").replace('/', ' '));
        versions.add(firstLine("wrk", "-v").replaceAll(" Copyright.*", ""));
        versions.add("Node " + firstLine("node", "--version"));
        report.condition(String.join(", ", versions));
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static double memoryGigabytes() throws IOException {
        String total = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("[^0-9]", "");
        return Long.parseLong(total) / 1024.0 / 1024;
    }

    private static String firstLine(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", ":/usr/sbin", String::concat);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return command[0] + " (not installed)";
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().findFirst().orElse("");
    }

    /** The JVM that runs this. */
    static Java thisJava(String classPath) throws IOException {
        return java(Path.of(System.getProperty("java.home")), classPath);
    }

    /** JDK 25 where {@code JAVA_HOME_25} says or where distributions put it. */
    static Optional<Java> java25(String classPath) throws IOException {
        String home = System.getenv("JAVA_HOME_25");
        if (home != null) {
            return Optional.of(java(Path.of(home), classPath));
        }
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(JVMS, "*25*")) {
            for (Path found : homes) {
                if (Files.isExecutable(found.resolve("bin/java"))) {
                    return Optional.of(java(found, classPath));
                }
            }
        }
        return Optional.empty();
    }

    private static Java java(Path home, String classPath) throws IOException {
        String version = Files.readAllLines(home.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .findFirst()
                .map(line -> line.replaceAll("[^0-9.]", ""))
                .orElse("?");
        return new Java(
                "Java " + version,
                home,
                classPath,
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Djava.awt.headless=true"));
    }
}
