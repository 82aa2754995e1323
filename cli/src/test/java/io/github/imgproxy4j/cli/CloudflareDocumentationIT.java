package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.FencedBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/cloudflare-tunnel.md: its commands, in their order, on free ports and with the S3 server of the tests. */
class CloudflareDocumentationIT {
    private static final Path PAGE = Path.of("../docs/cloudflare-tunnel.md");
    private static final Path EXAMPLES = Path.of("../deploy/examples/cloudflare");
    private static final Path PHOTO = Path.of("../demo-webapp/src/main/webapp/WEB-INF/photos/daisies.jpg");
    private static final List<String> PORTS = List.of("8080", "8081", "8082", "9464");

    @TempDir
    private Path folder;

    private final List<String> replacements = new ArrayList<>();

    @Test
    void commandsMakeAnImageThatIsStored() throws Exception {
        Bucket originals = Bucket.create();
        Bucket variants = Bucket.create();
        originals.put("daisies.jpg", Files.readAllBytes(PHOTO));
        replace("http://127.0.0.1:3900", Bucket.endpoint().toString());
        replace("s3://originals/", "s3://" + originals.name() + "/");
        replace("S3_BUCKET=variants", "S3_BUCKET=" + variants.name());
        for (String port : PORTS) {
            replace("127.0.0.1:" + port, "127.0.0.1:" + freePort());
        }
        prepareFolder();

        String said = run(script());

        String image = Files.readString(folder.resolve("daisies.webp"), StandardCharsets.ISO_8859_1);
        assertThat(image).as(said).hasSizeGreaterThan(50);
        // The server stores what it has sent, and the script does not wait for its end.
        await().untilAsserted(() -> assertThat(variants.objects()).as(said).hasSize(1));
        assertThat(said)
                .contains("the settings are valid", "cached https://images.example.com/cache/")
                .doesNotContain("\nfault ");
    }

    /** By their words if there is no cloudflared: nothing private before the rule for the rest. */
    @Test
    void tunnelKeepsMetricsPrivate() throws Exception {
        String rules = Files.readString(EXAMPLES.resolve("cloudflared.yml"));
        assertThat(rules.indexOf("metrics")).isPositive().isLessThan(rules.indexOf("http://127.0.0.1:8080"));
        assertThat(rules.strip()).endsWith("  - service: http_status:404\n# endregion");
    }

    private void replace(String from, String to) {
        replacements.add(from);
        replacements.add(to);
    }

    private String replaced(String text) {
        String result = text;
        for (int i = 0; i < replacements.size(); i += 2) {
            result = result.replace(replacements.get(i), replacements.get(i + 1));
        }
        return result;
    }

    private void prepareFolder() throws IOException {
        for (String name : List.of("imgproxy.env", "server.env", "cloudflared.yml")) {
            Files.writeString(folder.resolve(name), replaced(Files.readString(EXAMPLES.resolve(name))));
        }
        Files.createSymbolicLink(
                folder.resolve("imgproxy4j.jar"),
                Path.of("target/imgproxy4j.jar").toAbsolutePath());
        Path programs = Files.createDirectory(folder.resolve("bin"));
        if (RealImgproxy.find().isPresent()) {
            Files.createSymbolicLink(
                    programs.resolve("imgproxy"), RealImgproxy.find().get());
        } else {
            FakeImgproxy.script(programs);
        }
    }

    /** What the test runs of the page: all that this machine has programs for. */
    private String script() throws IOException {
        return FencedBlock.of(PAGE).stream()
                .filter(block -> block.mark().endsWith(CloudflareDocumentationIT.class.getSimpleName() + ".java"))
                .map(FencedBlock::text)
                .filter(text -> canRun(text, "cloudflared ", onPath("cloudflared")))
                .filter(text -> canRun(text, " doctor ", RealImgproxy.find().isPresent()))
                .map(this::replaced)
                .collect(Collectors.joining("\n", "trap 'kill $(jobs -p)' EXIT\n", ""));
    }

    private static boolean canRun(String text, String program, boolean there) {
        if (there || !text.contains(program)) {
            return true;
        }
        System.out.println("SKIPPED: no program on the PATH for [" + text.strip() + "]");
        return false;
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(free.getLocalPort());
        }
    }

    private String run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-ec", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("IMGPROXY") || name.startsWith("S3_"));
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("AWS_ACCESS_KEY_ID", System.getProperty("aws.accessKeyId"));
        environment.put("AWS_SECRET_ACCESS_KEY", System.getProperty("aws.secretAccessKey"));
        Process bash = builder.start();
        bash.getOutputStream().close();
        boolean ended = bash.waitFor(2, TimeUnit.MINUTES);
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }
}
