package io.github.imgproxy4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs subcommands in this JVM with an environment of its own. */
final class Shell {
    static final String KEY = "943b421c9eb07c830af81030552c86009268de4e532ba2ee2eab8247c6da0881";
    static final String SALT = "520f986b998545b4785e0defbc4f3c1203f22de2374a3d53cb7a7fe9fea309c5";

    private final Map<String, String> environment;

    private Shell(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    static Shell empty() {
        return new Shell(Map.of());
    }

    static Shell withKey() {
        return empty().with("IMGPROXY_KEY", KEY).with("IMGPROXY_SALT", SALT);
    }

    Shell with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Shell(more);
    }

    Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
        return new Result(status, out.toString(), err.toString());
    }

    /** What a subcommand left. */
    record Result(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }
}
