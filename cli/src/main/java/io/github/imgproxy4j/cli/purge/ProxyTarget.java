package io.github.imgproxy4j.cli.purge;

import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import io.github.imgproxy4j.cli.purge.Selection.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running proxy, by its purge route; its store, its memory and its cached failures. */
public final class ProxyTarget implements PurgeTarget {
    /** A bucket with very many variants takes its time. */
    private static final Duration TO_PURGE = Duration.ofMinutes(10);

    private static final Pattern COUNT = Pattern.compile("\\{\"purged\":(\\d+)}");
    private static final byte[] NOTHING = {};

    private final Http http = new Http(TO_PURGE);
    private final URI mount;
    private final String token;

    /**
     * A proxy.
     *
     * @param mount where its filter is mapped, without a slash at the end
     * @param token of its purge route
     */
    public ProxyTarget(URI mount, String token) {
        this.mount = mount;
        this.token = token;
    }

    @Override
    public String name() {
        return mount.getRawAuthority();
    }

    @Override
    public String description() {
        return "proxy at " + mount;
    }

    @Override
    public String refusal(Kind kind) {
        return kind == Kind.PREFIX
                ? "the purge route of the " + description()
                        + " takes keys, sources and all; purge a prefix in the store, without --proxy"
                : "";
    }

    @Override
    public Removal remove(Selection selection) throws InterruptedException {
        String value =
                selection.kind() == Kind.ALL ? "" : "=" + URLEncoder.encode(selection.value(), StandardCharsets.UTF_8);
        URI uri = URI.create(mount + "/purge?" + selection.kind().word() + value);
        try {
            Response answer = http.send("POST", uri, NOTHING, Map.of("Authorization", "Bearer " + token));
            return answer.is(200) ? removed(selection, answer) : Removal.failed(this, selection, problem(answer));
        } catch (NoResponseException silent) {
            return Removal.failed(this, selection, String.valueOf(silent.getMessage()));
        }
    }

    private Removal removed(Selection selection, Response answer) {
        Matcher count = COUNT.matcher(answer.text());
        return count.matches()
                ? Removal.done(this, selection, Long.parseLong(count.group(1)))
                : Removal.uncounted(this, selection);
    }

    private String problem(Response answer) {
        return switch (answer.status()) {
            case 401 ->
                "the token is not that of the " + description() + ": IMGPROXY4J_PURGE_TOKEN or --token-file"
                        + " must be its imgproxy.purge-token";
            case 404 ->
                "there is no purge route at " + mount
                        + "/purge: set imgproxy.purge-token at the proxy, and let --proxy be the URL of its mount";
            default ->
                description() + " answers " + answer.status() + ": "
                        + answer.text().strip();
        };
    }

    /** Looks on the cache route, which never asks imgproxy. */
    @Override
    public Removal plan(Selection selection) throws InterruptedException {
        if (selection.kind() != Kind.KEY) {
            return Removal.uncounted(this, selection);
        }
        try {
            Response answer = http.head(URI.create(mount + "/cache/" + selection.value()));
            return switch (answer.status()) {
                case 200 -> Removal.planned(this, selection, List.of(selection.value()));
                case 404 -> Removal.planned(this, selection, List.of());
                default -> Removal.failed(this, selection, problem(answer));
            };
        } catch (NoResponseException silent) {
            return Removal.failed(this, selection, String.valueOf(silent.getMessage()));
        }
    }

    @Override
    public void close() {
        // Connections end by themselves.
    }
}
