package io.github.imgproxy4j.filter.store;

import java.util.List;

/** A store on a server whose features must be detected. */
public interface ProbedStore extends ImageStore {
    /**
     * The detected features of the server, for display, one per line: {@code conditional writes: yes}; empty at first.
     */
    List<String> abilities();
}
