package io.github.imgproxy4j.internal.text;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong, so that one exception tells all of it. For one thread. */
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

    /** What a step yields or, if it is refused, something to go on with until the end of the collection. */
    public <T> T attempt(Supplier<T> step, Supplier<T> instead) {
        try {
            return step.get();
        } catch (ImgproxyException refused) {
            refusals.add(refused);
            return instead.get();
        }
    }

    /** Notes a problem. */
    public Problems add(String problem) {
        refusals.add(new ImgproxyException(problem));
        return this;
    }

    /**
     * Ends the collection.
     *
     * @throws ImgproxyException naming all that was refused, if anything was
     */
    public void enforce() {
        ImgproxyException.throwAll(refusals);
    }
}
