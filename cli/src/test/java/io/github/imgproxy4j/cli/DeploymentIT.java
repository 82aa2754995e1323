package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The metrics that the chart names are those that the server prints. */
class DeploymentIT {
    private static final Path TEMPLATES = Path.of("../deploy/helm/imgproxy4j/templates");
    private static final Pattern GROUP = Pattern.compile("\\(([^()]*)\\)");

    @Test
    void chartNamesRealMetrics() throws Exception {
        Set<String> kept = names(found("servicemonitor.yaml", "regex: (\\S+)"));
        assertThat(kept)
                .hasSizeGreaterThan(10)
                .contains(
                        found("server.yaml", "name: (imgproxy4j_\\S+)"),
                        found("imgproxy.yaml", "name: (imgproxy4j_\\S+)"));
        try (StubImgproxy upstream = StubImgproxy.replying(
                        Reply.image("image/png", FakeImgproxy.image(), "Cache-Control: max-age=3600"));
                ServerProcess server = ServerProcess.start(
                                Map.of("IMGPROXY4J_URL", upstream.url().toString(), "IMGPROXY4J_MEMORY_SIZE", "16KB"))
                        .ready()) {
            AtomicInteger number = new AtomicInteger();
            // Some metrics are there only once they have counted something.
            await().untilAsserted(() -> {
                String path = "/rs:fill:50:50/plain/local:///" + number.incrementAndGet() + ".jpg";
                assertThat(server.get(ServerProcess.signed(path)).statusCode()).isEqualTo(200);
                Set<String> printed = printed(server);
                assertThat(printed).containsAll(kept);
                assertThat(kept)
                        .containsAll(printed.stream()
                                .filter(name -> name.startsWith("imgproxy4j_"))
                                .toList());
            });
        }
    }

    private static Set<String> printed(ServerProcess server) throws IOException, InterruptedException {
        return ServerProcess.text(ServerProcess.get(server.metricsUrl("/metrics")))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toSet());
    }

    private static String found(String template, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(TEMPLATES.resolve(template)));
        assertThat(matcher.find()).as(template).isTrue();
        return matcher.group(1);
    }

    /** All names that a pattern of groups and bars stands for. */
    private static Set<String> names(String pattern) {
        Set<String> names = new TreeSet<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            char next = i < pattern.length() ? pattern.charAt(i) : '|';
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (next == '|' && depth == 0) {
                names.addAll(withoutGroups(pattern.substring(start, i)));
                start = i + 1;
            }
        }
        return names;
    }

    private static Set<String> withoutGroups(String pattern) {
        Matcher group = GROUP.matcher(pattern);
        if (!group.find()) {
            return Set.of(pattern);
        }
        Set<String> names = new TreeSet<>();
        for (String alternative : group.group(1).split("\\|", -1)) {
            names.addAll(names(pattern.substring(0, group.start()) + alternative + pattern.substring(group.end())));
        }
        return names;
    }
}
