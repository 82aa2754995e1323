package io.github.imgproxy4j.filter.store;

import java.util.List;

/** A store on a server that may be able to do more or less than others of its kind. */
public interface ProbedStore extends ImageStore {
    /** What is known of the server, for people, one line each: {@code conditional writes: yes}; none at first. */
    List<String> abilities();
}
