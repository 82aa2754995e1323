package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.html.TemplateErrorMode;
import io.github.imgproxy4j.internal.url.Scheme;
import io.github.imgproxy4j.internal.url.SourceRules;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handles invalid input in templates according to the setting. Thread-safe.
 *
 * <p>A frequently requested page would fill the log with one error, and clients that choose sources with many: each
 * message is logged once, and at most {@value #MOST_MESSAGES} of them.
 */
public final class TemplateErrors {
    static final int MOST_MESSAGES = 200;

    private final TemplateErrorMode mode;
    private final SourceRules sourceRules;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    TemplateErrors(TemplateErrorMode mode, SourceRules sourceRules) {
        this.mode = mode;
        this.sourceRules = sourceRules;
    }

    /**
     * The wanted value, which is not null; empty if the input is refused and something else is to be shown.
     *
     * @throws ImgproxyException the refusal, if errors are to fail the page
     */
    public <T> Optional<T> guard(Supplier<T> wanted) {
        try {
            return Optional.of(wanted.get());
        } catch (ImgproxyException refused) {
            if (mode == TemplateErrorMode.FAIL) {
                throw refused;
            }
            log(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** The URL of the original if it is to be shown and may be shown; otherwise null. */
    @Nullable
    public String originalUrl(String source) {
        if (mode != TemplateErrorMode.ORIGINAL || source.isBlank()) {
            return null;
        }
        if (Scheme.isPicture(source)) {
            return source;
        }
        try {
            return FinalFallback.ORIGINAL.urlFor(sourceRules.resolve(source));
        } catch (ImgproxyException notAllowed) {
            return null;
        }
    }

    private void log(String message) {
        if (logged.size() < MOST_MESSAGES && logged.add(message)) {
            String shown = mode == TemplateErrorMode.ORIGINAL
                    ? "An image has invalid input; its original is shown if possible: "
                    : "An image is not shown: ";
            // looked up here, because the first one costs a page without mistakes several milliseconds
            System.getLogger(TemplateErrors.class.getName())
                    .log(System.Logger.Level.WARNING, shown + message.replaceAll("\\p{Cntrl}", " "));
        }
    }
}
