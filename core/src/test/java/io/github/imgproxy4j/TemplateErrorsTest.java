package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.TemplateErrorMode;
import io.github.imgproxy4j.internal.url.SourceRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplateErrorsTest {
    private final Logger logger = Logger.getLogger(TemplateErrors.class.getName());
    private final List<String> messages = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            messages.add(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void eachMessageIsLoggedOnce() {
        TemplateErrors badInput = new TemplateErrors(TemplateErrorMode.OMIT, SourceRules.of(null, List.of()));
        refuse(badInput, "preset [a]");
        refuse(badInput, "preset [b]");
        refuse(badInput, "preset [a]");

        assertThat(messages).containsExactly("An image is not shown: preset [a]", "An image is not shown: preset [b]");
    }

    @Test
    void theLogHoldsOnlySoMany() {
        TemplateErrors badInput = new TemplateErrors(TemplateErrorMode.ORIGINAL, SourceRules.of(null, List.of()));
        for (int i = 0; i < TemplateErrors.MOST_MESSAGES + 10; i++) {
            refuse(badInput, "preset [" + i + "]");
        }

        assertThat(messages).hasSize(TemplateErrors.MOST_MESSAGES);
        assertThat(messages.get(0))
                .isEqualTo("An image has invalid input; its original is shown if possible:" + " preset [0]");
    }

    @Test
    void aMessageIsOneLine() {
        refuse(new TemplateErrors(TemplateErrorMode.OMIT, SourceRules.of(null, List.of())), "src [a\r\nWARN b\u001b]");

        assertThat(messages).containsExactly("An image is not shown: src [a  WARN b ]");
    }

    @Test
    void otherFailuresAreNoBadInput() {
        TemplateErrors badInput = new TemplateErrors(TemplateErrorMode.OMIT, SourceRules.of(null, List.of()));

        assertThatThrownBy(() -> badInput.guard(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void refuse(TemplateErrors badInput, String message) {
        Optional<String> shown = badInput.guard(() -> {
            throw new ImgproxyException(message);
        });
        assertThat(shown).isEmpty();
    }
}
