package io.github.imgproxy4j.internal.text;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects problems, so that one exception reports all of them. Not thread-safe. */
public final class Problems {
    private final List<ImgproxyException> refusals = new ArrayList<>(0);

    public Problems attempt(Runnable step) {
        try {
            step.run();
        } catch (ImgproxyException refused) {
            refusals.add(refused);
        }
        return this;
    }

    /** The result of a step or, if it is refused, a substitute until the end of the collection. */
    public <T> T attempt(Supplier<T> step, Supplier<T> instead) {
        try {
            return step.get();
        } catch (ImgproxyException refused) {
            refusals.add(refused);
            return instead.get();
        }
    }

    /** Adds a problem. */
    public Problems add(String problem) {
        refusals.add(new ImgproxyException(problem));
        return this;
    }

    /**
     * Ends the collection.
     *
     * @throws ImgproxyException listing all problems, if there are any
     */
    public void enforce() {
        ImgproxyException.throwAll(refusals);
    }
}
