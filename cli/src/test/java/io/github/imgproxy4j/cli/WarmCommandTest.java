package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.cli.StubHost.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WarmCommandTest {
    @TempDir
    private Path folder;

    private WarmHost host;
    private Imgproxy imgproxy;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        host = new WarmHost();
        imgproxy = Imgproxy.builder()
                .key(Shell.KEY)
                .salt(Shell.SALT)
                .proxyUrl(host.url() + "/img")
                .allowSource("local:///")
                .preset("card", "rs:fill:300:200")
                .preset("hero", "rs:fill:1200:600")
                .publicPreset("hero", "640w 1280w webp")
                .build();
        shell = Shell.withKey()
                .with("IMGPROXY4J_PROXY_URL", host.url() + "/img")
                .with("IMGPROXY_ALLOWED_SOURCES", "local:///")
                .with("IMGPROXY4J_PRESETS", "card=rs:fill:300:200\nhero=rs:fill:1200:600")
                .with("IMGPROXY4J_PUBLIC_PRESETS", "hero 640w 1280w webp");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void imagesOfAPageAreMadeInTheBackground() {
        ImageBuilder cat = image("cat").width(300).densities(1, 2).formats("avif", "webp");
        ImageBuilder hero = image("hero").widths(640, 1280);
        host.with(
                "/",
                "<html><head>" + hero.preload().toHtml() + "</head><body><img src=/logo.png srcset='/logo.png 2x'>"
                        + cat.picture().toHtml() + hero.img().toHtml() + "<img src=data:image/gif;base64,R0>");

        Result result = Shell.empty().run("warm", "--page", host.url() + "/");

        assertThat(host.made()).doesNotHaveDuplicates().hasSameElementsAs(proxyUrls(cat, hero));
        assertThat(host.asked()).allMatch(asked -> asked.header("Priority").equals("u=7"));
        assertThat(result.out()).startsWith("8 images: 8 made, 0 stored already, 0 failures, in ");
        assertThat(result.status()).isZero();
    }

    @Test
    void urlsOfTheProxyInOtherMarkupAreFoundToo() {
        String proxy = image("a").urls().proxy();
        host.with("/page", "<base href='" + host.url() + "/below/'><img src='" + proxy + "'><img src=other.png>");

        Result known = shell.run("warm", "--page", host.url() + "/page");
        Result unknown = Shell.empty().run("warm", "--page", host.url() + "/page");

        assertThat(host.made()).containsExactly(proxy);
        assertThat(known.status()).isZero();
        assertThat(unknown.status()).as("nothing was found").isEqualTo(1);
        assertThat(unknown.out()).startsWith("0 images");
        assertThat(unknown.err()).contains("nothing to warm was found");
    }

    @Test
    void whatIsStoredIsSkipped() {
        ImageBuilder cat = image("cat").width(300).densities(1, 2);
        host.stores(cat.urls().cached());
        host.with("/", cat.img().toHtml());

        Result result = shell.run("warm", "--page", host.url() + "/");

        assertThat(host.made()).containsExactly(cat.allUrls().get(1).proxy());
        assertThat(result.out()).startsWith("2 images: 1 made, 1 stored already, 0 failures");
    }

    @Test
    void sitemapsOfAllKindsAreRead() throws Exception {
        host.with("/one", image("one").img().toHtml())
                .with("/two", image("two").img().toHtml())
                .with("/three", image("three").img().toHtml())
                .with(
                        "/sitemap.xml",
                        "<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                                + loc("sitemap", "/pages.xml.gz") + loc("sitemap", "/pages.txt")
                                + loc("sitemap", "/sitemap.xml") + "</sitemapindex>")
                .with(
                        "/pages.xml.gz",
                        gzip("\n<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
                                + " xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'><url><loc>"
                                + host.url()
                                + "/one</loc><image:image><image:loc>local:///four</image:loc></image:image>"
                                + "<image:image><image:loc>"
                                + image("five").urls().proxy()
                                + "</image:loc></image:image></url>" + loc("url", "/two") + "</urlset>"))
                .with("/pages.txt", host.url() + "/three\n" + host.url() + "/two\n");

        Result result = shell.run("warm", "--sitemap", host.url() + "/sitemap.xml", "--presets", "card");

        assertThat(host.made())
                .hasSameElementsAs(proxyUrls(
                        image("one"),
                        image("two"),
                        image("three"),
                        image("four").preset("card"),
                        image("five")));
        assertThat(result.status()).isZero();
    }

    @Test
    void sitemapCannotReadFilesOfTheMachine() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), host.url() + "/stolen");
        host.with(
                "/sitemap.xml",
                "<!DOCTYPE urlset [<!ENTITY x SYSTEM '" + secret.toUri()
                        + "'>]><urlset><url><loc>&x;</loc></url></urlset>");

        Result result = shell.run("warm", "--sitemap", host.url() + "/sitemap.xml");

        assertThat(host.asked()).noneMatch(asked -> asked.path().equals("/stolen"));
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void listTakesUrlsAndSignedPathsFromAFileOrStandardInput() throws Exception {
        ImageUrls one = image("one").urls();
        ImageUrls two = image("two").urls();
        Path list = Files.writeString(
                folder.resolve("list"),
                "# mine\n\n" + one.proxy() + "\n" + two.signedPath().text() + "\n");

        assertThat(shell.run("warm", "--urls", list.toString()).status()).isZero();
        assertThat(host.made()).containsExactlyInAnyOrder(one.proxy(), two.proxy());

        InputStream before = System.in;
        try {
            System.setIn(
                    new ByteArrayInputStream((image("three").urls().proxy() + "\n").getBytes(StandardCharsets.UTF_8)));
            assertThat(Shell.empty().run("warm", "--urls", "-").out()).startsWith("1 images: 1 made");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void sourceIsMadeInAllCandidatesOfItsPresets() {
        assertThat(shell.with("IMGPROXY4J_URL", host.url())
                        .run(
                                "warm",
                                "--source=local:///a",
                                "--source=local:///b",
                                "--presets=card",
                                "--densities=1,2",
                                "--formats=avif,webp")
                        .status())
                .isZero();
        assertThat(shell.run("warm", "--source=local:///a", "--presets=hero").status())
                .isZero();

        assertThat(host.made())
                .doesNotHaveDuplicates()
                .hasSameElementsAs(proxyUrls(
                        image("a").preset("card").densities(1, 2).formats("avif", "webp"),
                        image("b").preset("card").densities(1, 2).formats("avif", "webp"),
                        image("a").presetAsOffered("hero")));
    }

    @Test
    void busyServerIsAskedAgainAfterRetryAfter() {
        String proxy = image("a").urls().proxy();
        host.firstAnswers(
                proxy.substring(host.url().length()),
                Reply.text(503, "", "Retry-After", "0"),
                Reply.text(429, "", "Retry-After", StubHost.date(Instant.now())),
                Reply.text(503, ""));

        Result result = shell.run("warm", "--source=local:///a", "--presets=card", "--proxy", host.url() + "/img/");
        Result plain = shell.run("warm", "--urls", list(proxy));

        assertThat(result.status()).isZero();
        assertThat(plain.out()).startsWith("1 images: 1 made");
        assertThat(host.made()).filteredOn(proxy::equals).hasSize(4);
    }

    @Test
    void failuresAreCountedListedAndTurnTheExitStatus() {
        String gone = image("gone").urls().proxy();
        String text = image("text").urls().proxy();
        String unkept = image("unkept").urls().proxy();
        host.with(path(gone), Reply.text(404, "")).with(path(text), Reply.text(200, "no image"));
        host.with(path(unkept), WarmHost.image("imgproxy4j; fwd=uri-miss; fwd-status=200"));
        String list = list(gone, text, unkept, image("good").urls().proxy());

        Result result = shell.run("warm", "--urls", list, "--page", host.url() + "/missing");
        Result json = shell.run("warm", "--json", "--urls", list, "--page", host.url() + "/missing");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("4 images: 1 made, 0 stored already, 1 made but not stored, 3 failures, in ")
                .contains("404 (2)", "200 with Content-Type text/plain (1)", "  " + gone + "  404", "Slowest:")
                .contains("  " + host.url() + "/missing  404");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.out())
                .startsWith(
                        "{\"found\":4,\"made\":1,\"stored\":0,\"notStored\":1,\"doneBefore\":0,\"failed\":3,\"millis\":")
                .contains("{\"url\":\"" + gone + "\",\"reason\":\"404\"}")
                .endsWith("]}\n");
    }

    @Test
    void progressIsABarOnATerminalAndLinesElsewhere() {
        String list = list(image("a").urls().proxy(), image("b").urls().proxy());

        assertThat(shell.run("warm", "--urls", list, "--progress=bar").err())
                .containsPattern("\r\\[#{30}] 2 of 2, \\d+\\.\\d/s *\n$");
        assertThat(shell.run("warm", "--urls", list, "--progress=lines").err())
                .containsPattern("^warm: 2 of 2, \\d+\\.\\d/s\n$");
        assertThat(shell.run("warm", "--urls", list, "--progress=none").err()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(List.of(), "one of --sitemap, --page, --urls, --top and --source is missing"),
                Arguments.of(List.of("--sitemp=http://a/"), "Did you mean --sitemap?"),
                Arguments.of(List.of("--page=shop.example"), "--page [shop.example] must be an http or https URL"),
                Arguments.of(List.of("--source=local:///a"), "--presets is missing"),
                Arguments.of(List.of("--page=http://a/", "--presets=card"), "are for --source and --sitemap"),
                Arguments.of(List.of("--source=local:///a", "--presets=crad"), "did you mean card?"),
                Arguments.of(List.of("--source=https://b/", "--presets=card"), "https://b/"),
                Arguments.of(List.of("--source=local:///a", "--presets=card", "--widths=1x"), "--widths"),
                Arguments.of(List.of("--source=local:///a", "--presets=card", "--formats=webq"), "webq"),
                Arguments.of(
                        List.of("--source=local:///a", "--presets=card", "--formats=avif"), "--formats [avif] is not"),
                Arguments.of(List.of("--top=0"), "--top [0] must be at least 1"),
                Arguments.of(List.of("--top=5"), "--top needs a store that knows when its images were asked for"),
                Arguments.of(List.of("--page=http://a/", "--rate=-1"), "--rate [-1.0]"),
                Arguments.of(List.of("--page=http://a/", "--parallel=0"), "--parallel [0] must be from 1 to 256"),
                Arguments.of(List.of("--urls=/no/such/file"), "--urls [/no/such/file] does not exist"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreNamedAndNothingIsAskedFor(List<String> arguments, String text) {
        Result result =
                shell.run(Stream.concat(Stream.of("warm"), arguments.stream()).toArray(String[]::new));

        assertThat(result.err()).contains(text);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void pathsOfAnAccessLogHaveTheMountInFront() {
        ImageUrls cat = image("cat").urls();
        String list = list(path(cat.proxy()), "  " + cat.signedPath().text(), "", "# a comment");

        Result result = shell.run("warm", "--urls", list);

        assertThat(host.made()).containsExactly(cat.proxy());
        assertThat(result.out()).startsWith("1 images: 1 made");
    }

    @Test
    void linesThatAreNoUrlsAreNamed() throws IOException {
        String list = list(image("cat").urls().proxy(), "cat.jpg 300");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(shell.run("warm", "--urls", list).err())
                .contains("--urls [" + list + "] has the line [cat.jpg 300]; it must be a URL or a signed path");
        assertThat(shell.run("warm", "--urls", binary.toString()).err())
                .contains("--urls [" + binary + "] is not UTF-8 text");
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void pathsNeedAProxy() {
        Result result = Shell.withKey().run("warm", "--urls", list("/a/b/c"));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--proxy [not set] must say where the proxy is: [/a/b/c] is a path");
    }

    private ImageBuilder image(String name) {
        return imgproxy.image("local:///" + name);
    }

    private String path(String url) {
        return url.substring(host.url().length());
    }

    private static List<String> proxyUrls(ImageBuilder... images) {
        return Stream.of(images)
                .flatMap(image -> image.allUrls().stream())
                .map(ImageUrls::proxy)
                .toList();
    }

    private String list(String... lines) {
        try {
            return Files.write(folder.resolve("list"), List.of(lines)).toString();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String loc(String element, String path) {
        return "<" + element + "><loc>" + host.url() + path + "</loc></" + element + ">";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
