package io.github.imgproxy4j.cli.serve;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.internal.text.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The probes of orchestrators: liveness and readiness. Thread-safe. */
final class Probes {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final CachingProxy proxy;
    private final BooleanSupplier stopping;

    /**
     * Probes of one proxy.
     *
     * @param stopping whether the server is shutting down
     */
    Probes(CachingProxy proxy, BooleanSupplier stopping) {
        this.proxy = proxy;
        this.stopping = stopping;
    }

    /** A process that responds is alive; a restart would not repair imgproxy or a bucket. */
    Result live() {
        return result(OK, "live", List.of());
    }

    /** May wait for the network. */
    Result ready() throws InterruptedException {
        List<String> reasons = reasons();
        return reasons.isEmpty() ? result(OK, "ready", reasons) : result(UNAVAILABLE, "unavailable", reasons);
    }

    private List<String> reasons() throws InterruptedException {
        if (stopping.getAsBoolean()) {
            return List.of("shutting down");
        }
        List<String> reasons = new ArrayList<>();
        try {
            proxy.checkUpstream();
        } catch (IOException notReady) {
            reasons.add("upstream: " + notReady.getMessage());
        }
        try {
            proxy.checkStore();
        } catch (IOException notReady) {
            reasons.add("store: " + notReady.getMessage());
        }
        return reasons;
    }

    private static Result result(int code, String status, List<String> reasons) {
        JsonObject json = new JsonObject().text("status", status).texts("reasons", reasons);
        return new Result(code, json.toString());
    }

    /**
     * A response to a probe.
     *
     * @param status 200 or 503
     * @param json the body
     */
    record Result(int status, String json) {}
}
