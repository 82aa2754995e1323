package io.github.imgproxy4j.cli.doctor.environment;

import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges variables that belong together. */
final class DeliveryRules {
    private static final String METRICS_BIND = "IMGPROXY_PROMETHEUS_BIND";
    private static final String DEFAULT_BIND = ":8080";
    private static final List<String> FORMATS = List.of("avif", "jxl", "webp");

    private final OurSide ours;
    private final Findings findings;

    DeliveryRules(OurSide ours, Findings findings) {
        this.ours = ours;
        this.findings = findings;
    }

    void judge(Service service) {
        judgeMetrics(service);
        judgeFallback(service);
        judgeFormats(service);
        judgeSwitches(service);
    }

    private void judgeMetrics(Service service) {
        String bind = service.value(METRICS_BIND).orElse("");
        if (bind.isEmpty()) {
            String wish = wishForMetrics(service);
            if (!wish.isEmpty() && !service.isSet(METRICS_BIND)) {
                findings.fault(
                        CheckId.ENV_METRICS,
                        service + ": " + wish + ", but without IMGPROXY_PROMETHEUS_BIND imgproxy serves no metrics",
                        "IMGPROXY_PROMETHEUS_BIND=:8081");
            }
        } else if (port(bind).equals(port(service.value("IMGPROXY_BIND").orElse(DEFAULT_BIND)))) {
            findings.fault(
                    CheckId.ENV_METRICS,
                    service + ": metrics and images have the same port, " + port(bind) + "; imgproxy does not start",
                    "IMGPROXY_PROMETHEUS_BIND=:8081");
        } else if (isPublished(service, port(bind))) {
            findings.fault(
                    CheckId.ENV_METRICS,
                    service + ": the port of the metrics, " + port(bind) + ", is published, so anyone can read them",
                    "expose: [\"" + port(bind) + "\"]   # in place of its line below ports");
        }
    }

    private static String wishForMetrics(Service service) {
        if (service.scraped()) {
            return "prometheus.io/scrape is set";
        }
        return service.values().keySet().stream()
                .filter(name -> name.startsWith("IMGPROXY_")
                        && (name.contains("PROMETHEUS") || name.contains("METRICS"))
                        && !name.matches("IMGPROXY_(DATADOG|OPEN_TELEMETRY)_.*"))
                .findFirst()
                .map(name -> name + " is set")
                .orElse("");
    }

    private static boolean isPublished(Service service, String port) {
        return service.ports().stream()
                .filter(published -> !published.startsWith("127."))
                .anyMatch(published -> published
                        .replaceFirst("/.*", "")
                        .replaceFirst(".*:", "")
                        .equals(port));
    }

    private static String port(String bind) {
        return bind.substring(bind.lastIndexOf(':') + 1);
    }

    private void judgeFallback(Service service) {
        boolean has =
                Stream.of("DATA", "PATH", "URL").anyMatch(kind -> service.isSet("IMGPROXY_FALLBACK_IMAGE_" + kind));
        String code = service.value("IMGPROXY_FALLBACK_IMAGE_HTTP_CODE").orElse("200");
        String seconds = service.value("IMGPROXY_FALLBACK_IMAGE_TTL").orElse("");
        boolean brief = seconds.matches("\\d{1,4}") && Integer.parseInt(seconds) > 0;
        if (has && code.equals("200") && !brief) {
            findings.fault(
                    CheckId.ENV_FALLBACK,
                    service + ": a fallback image is a 200 that is cached for "
                            + (seconds.isEmpty() ? "a year" : seconds + " s"),
                    "IMGPROXY_FALLBACK_IMAGE_TTL=60");
        }
    }

    private void judgeFormats(Service service) {
        if (!ours.isUsed()) {
            findings.skipped(CheckId.ENV_FORMATS, "no settings of imgproxy4j found");
            return;
        }
        Set<String> automatic = FORMATS.stream()
                .filter(format -> service.isTrue("IMGPROXY_AUTO_" + format.toUpperCase(Locale.ROOT))
                        || service.isTrue("IMGPROXY_ENFORCE_" + format.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(ours.negotiatedFormats());
        if (!automatic.equals(expected)) {
            findings.fault(
                    CheckId.ENV_FORMATS,
                    service + ": imgproxy chooses " + words(automatic) + " by Accept, imgproxy4j expects "
                            + words(expected) + "; a cache would send one browser's format to all",
                    automatic.isEmpty()
                            ? "unset IMGPROXY4J_NEGOTIATED_FORMATS"
                            : "IMGPROXY4J_NEGOTIATED_FORMATS=" + String.join(",", automatic));
        }
    }

    private static String words(Set<String> formats) {
        return formats.isEmpty() ? "no format" : String.join(" and ", formats);
    }

    private void judgeSwitches(Service service) {
        for (String name : List.of("IMGPROXY_DEVELOPMENT_ERRORS_MODE", "IMGPROXY_IGNORE_SSL_VERIFICATION")) {
            if (service.isTrue(name)) {
                findings.fault(CheckId.ENV_ERRORS, service + ": " + name + " is for development", "unset " + name);
            }
        }
        if (service.isTrue("IMGPROXY_COOKIE_PASSTHROUGH_ALL")) {
            findings.fault(
                    CheckId.ENV_COOKIES,
                    service + ": visitors' cookies are sent to every host in a URL",
                    "unset IMGPROXY_COOKIE_PASSTHROUGH_ALL");
        }
    }
}
