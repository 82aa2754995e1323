package io.github.imgproxy4j.filter.event;

import io.github.imgproxy4j.filter.internal.log.LogText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one structured line for each response (logger {@value #RESPONSES}, DEBUG) and one for each stored variant
 * (logger {@value #STORED}, INFO). Thread-safe.
 *
 * <p>The values are SLF4J key-value pairs, which JSON encoders write as fields. Unknown values are left out.
 */
public final class AccessLog implements ProxyListener {
    static final String RESPONSES = "io.github.imgproxy4j.responses";
    static final String STORED = "io.github.imgproxy4j.stored";

    private final Logger responses;
    private final Logger variants;

    /** Writes to the loggers of those names. */
    public AccessLog() {
        this(LoggerFactory.getLogger(RESPONSES), LoggerFactory.getLogger(STORED));
    }

    AccessLog(Logger responses, Logger variants) {
        this.responses = responses;
        this.variants = variants;
    }

    @Override
    public void responded(ResponseEvent event) {
        if (!responses.isDebugEnabled()) {
            return;
        }
        Line line = new Line(responses.atDebug());
        line.add("method", LogText.of(event.method()));
        line.add("route", event.route());
        line.add("status", event.status());
        line.add("outcome", event.outcome());
        line.add("tier", event.tier());
        line.add("key", event.key());
        line.add("path", event.path() == null ? null : LogText.path(event.path()));
        line.add("bytes", event.bytes());
        line.add("millis", event.took().toMillis());
        line.add("complete", event.complete());
        line.builder.log("response");
    }

    @Override
    public void stored(StoreEvent event) {
        if (!variants.isInfoEnabled()) {
            return;
        }
        Line line = new Line(variants.atInfo());
        line.add("key", event.key());
        line.add("path", LogText.path(event.path()));
        line.add("source", event.source() == null ? null : LogText.source(event.source()));
        line.add("format", LogText.of(event.contentType()));
        line.add("width", event.width());
        line.add("height", event.height());
        line.add("bytesIn", event.sourceBytes());
        line.add("bytesOut", event.bytes());
        line.add("bytesSaved", event.savedBytes());
        line.add("upstreamMillis", event.upstreamTime().toMillis());
        line.builder.log("stored");
    }

    private static final class Line {
        private LoggingEventBuilder builder;

        Line(LoggingEventBuilder builder) {
            this.builder = builder;
        }

        void add(String name, @Nullable Object value) {
            if (value != null) {
                builder = builder.addKeyValue(name, value);
            }
        }
    }
}
