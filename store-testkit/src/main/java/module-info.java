/** The contract of a store, as tests to extend. */
module io.github.imgproxy4j.store.testkit {
    requires transitive io.github.imgproxy4j.filter;
    requires org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires static org.jspecify;

    exports io.github.imgproxy4j.store.testkit;

    // JUnit calls the tests by reflection.
    opens io.github.imgproxy4j.store.testkit;
}
