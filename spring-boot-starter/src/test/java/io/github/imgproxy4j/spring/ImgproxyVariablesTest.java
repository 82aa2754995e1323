package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * One environment starts imgproxy and imgproxy4j: no value that imgproxy 4 takes for a variable stops our start, be
 * imgproxy or the embedded processor the upstream.
 */
class ImgproxyVariablesTest {
    private static final int ROUNDS = 6;

    /** Values by imgproxy's own parsers, separated by blanks; FOLDER and FILE stand for ones that exist. */
    private static final String TABLE = """
            IMGPROXY_SIGNATURE_SIZE 32 1 +8 08
            IMGPROXY_TRUSTED_SIGNATURES a a,b a, a/b:c
            IMGPROXY_ALLOWED_SOURCES local:// s3:// s3://,https://*.example.com/,local:// https://example.com * https://,http://a_b:80/
            IMGPROXY_BASE64_URL_INCLUDES_FILENAME t 1 TRUE True f F
            IMGPROXY_ONLY_PRESETS 0 FALSE False F t T
            IMGPROXY_ALLOW_SECURITY_OPTIONS T true f 0
            IMGPROXY_SECRET secret pa$s${w}ord
            IMGPROXY_ALLOW_ORIGIN * null https://a.example https://a.example/ https://a.example,https://b.example a.example
            IMGPROXY_LOCAL_FILESYSTEM_ROOT FOLDER FOLDER/
            IMGPROXY_PRESETS hdr=preserve_hdr:1 default=w:100,small=pr:hdr,hdr=ph:t #none,a=rs:fill:1:1/q:1 a=w:1,,b=h:1, pro=monochrome:1
            IMGPROXY_MAX_SRC_RESOLUTION 16384 50 16.8 1e3 .5
            IMGPROXY_MAX_SRC_FILE_SIZE 0 10485760
            IMGPROXY_WATERMARK_PATH FILE
            IMGPROXY_WATERMARK_OPACITY 1 0.5 .5 1e-1
            IMGPROXY_FALLBACK_IMAGE_PATH FILE
            IMGPROXY_FALLBACK_IMAGE_HTTP_CODE 0 200 404 599
            IMGPROXY_FALLBACK_IMAGE_TTL 0 60 31536000
            IMGPROXY_MAX_ANIMATION_FRAMES 1 64 9999999999
            IMGPROXY_MAX_ANIMATION_FRAME_RESOLUTION 0 1.5 16384 -1
            IMGPROXY_MAX_RESULT_DIMENSION 0 -1 9999999999
            IMGPROXY_WORKERS 1 100000
            IMGPROXY_REQUESTS_QUEUE_SIZE 0 9999999999
            IMGPROXY_TIMEOUT 1 3600
            IMGPROXY_DOWNLOAD_TIMEOUT 1 100000
            IMGPROXY_MAX_REDIRECTS 0 1000
            IMGPROXY_ALLOW_LOOPBACK_SOURCE_ADDRESSES t f
            IMGPROXY_ALLOW_LINK_LOCAL_SOURCE_ADDRESSES 1 0
            IMGPROXY_ALLOW_PRIVATE_SOURCE_ADDRESSES T F
            IMGPROXY_URL_REPLACEMENTS mys3://=s3://bucket/${1}
            IMGPROXY_BIND :8080
            IMGPROXY_QUALITY 70
            IMGPROXY_S3_REGION eu-central-1
            IMGPROXY_USE_S3 true
            """;

    @TempDir
    Path folder;

    private @Nullable Settings settings;

    static Stream<Arguments> rounds() {
        return IntStream.range(0, ROUNDS)
                .boxed()
                .flatMap(round -> Stream.of(Arguments.of(round, true), Arguments.of(round, false)));
    }

    @ParameterizedTest(name = "values {0}, in front of imgproxy: {1}")
    @MethodSource("rounds")
    void noValueThatImgproxyTakesStopsTheStart(int round, boolean imgproxy) throws Exception {
        Map<String, String> environment = variables(round);
        if (imgproxy) {
            environment.put("IMGPROXY4J_URL", "http://127.0.0.1:9");
        }

        assertThat(problems(environment)).isEmpty();
        assertThat(settings).isNotNull();
    }

    /** In front of imgproxy itself they are none of our business. */
    @Test
    void wrongValuesOfTheEmbeddedProcessorCountOnlyWhereItIsTheUpstream() throws Exception {
        Map<String, String> environment = variables(0);
        environment.put("IMGPROXY_WORKERS", "many");
        environment.put("IMGPROXY_PRESETS", "a=frobnicate:1");

        assertThat(problems(environment))
                .containsExactly(
                        "init-param IMGPROXY_PRESETS [a=frobnicate:1] must contain only supported options; a: option"
                                + " frobnicate is unknown",
                        "init-param IMGPROXY_WORKERS [many] must be a whole number from 1 on");

        environment.put("IMGPROXY4J_URL", "http://127.0.0.1:9");
        assertThat(problems(environment)).isEmpty();
    }

    @Test
    void unsupportedOptionsOfTheEmbeddedProcessorAreReportedAtTheStart() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.imgproxy4j");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            assertThat(problems(variables(0))).isEmpty();
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "init-param IMGPROXY_PRESETS [hdr=preserve_hdr:1] holds preserve_hdr:1 in hdr, which the embedded"
                                + " processor cannot do; it refuses paths with these presets",
                        "init-param IMGPROXY_MAX_SRC_RESOLUTION [16384] is in megapixels, so it is hardly a limit; 50 is"
                                + " the default",
                        "the embedded processor does not read IMGPROXY_QUALITY, IMGPROXY_URL_REPLACEMENTS,"
                                + " IMGPROXY_USE_S3; imgproxy does");
    }

    @Test
    void aDefaultThatTheEmbeddedProcessorCannotDoStopsTheStart() throws Exception {
        Map<String, String> environment = variables(0);
        environment.put("IMGPROXY_PRESETS", "default=preserve_hdr:1");

        assertThat(problems(environment))
                .containsExactly(
                        "init-param IMGPROXY_PRESETS [default=preserve_hdr:1] must contain only supported options;"
                                + " default: option preserve_hdr is not supported by the embedded processor, only by imgproxy");
    }

    /** What stops an app with this environment, by init-params; a started one leaves its settings. */
    private List<String> problems(Map<String, String> environment) throws Exception {
        List<String> problems = new ArrayList<>();
        ImgproxyFilter tried = new ImgproxyFilter();
        Filter recording = new Filter() {
            @Override
            public void init(FilterConfig config) throws ServletException {
                try {
                    tried.init(config);
                } catch (SettingsException refused) {
                    problems.addAll(refused.problems());
                }
            }

            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}

            @Override
            public void destroy() {
                tried.destroy();
            }
        };
        SettingsRecorder.start();
        SettingsDoors.startTomcat(recording, environment, Map.of(), folder);
        settings = SettingsRecorder.stop();
        return problems;
    }

    /** The value of this round for each variable, or its last one. */
    private Map<String, String> variables(int round) throws IOException {
        Path file = Files.write(folder.resolve("mark.png"), new byte[] {1});
        Map<String, String> variables =
                new LinkedHashMap<>(Map.of("IMGPROXY_KEY", "736563726574,AB", "IMGPROXY_SALT", "68656c6c6f, cd"));
        for (String line : TABLE.lines().toList()) {
            List<String> words = List.of(line.split(" ", -1));
            String value = words.get(Math.min(round + 1, words.size() - 1));
            variables.put(
                    words.get(0), value.replace("FOLDER", folder.toString()).replace("FILE", file.toString()));
        }
        return variables;
    }
}
