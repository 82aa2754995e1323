package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The prefixes of which a source's URL must have one. An asterisk in a prefix stands for anything but a slash, as in
 * imgproxy. What an allowed source redirects to is not looked at, again as in imgproxy. Immutable.
 */
public final class AllowedSources {
    private final List<Pattern> prefixes;

    /**
     * A list.
     *
     * @param prefixes none allows everything
     */
    public AllowedSources(List<String> prefixes) {
        this.prefixes = prefixes.stream().map(AllowedSources::pattern).toList();
    }

    /**
     * Lets a source pass.
     *
     * @throws ProcessingException if the URL has none of the prefixes
     */
    public void check(String url) throws ProcessingException {
        if (!prefixes.isEmpty()
                && prefixes.stream().noneMatch(prefix -> prefix.matcher(url).lookingAt())) {
            throw ProcessingException.forbiddenSource(
                    "the source has none of the allowed prefixes: " + SourceHost.masked(url));
        }
    }

    private static Pattern pattern(String prefix) {
        StringBuilder regex = new StringBuilder();
        for (String part : prefix.split("((?<=\\*)|(?=\\*))", -1)) {
            regex.append(part.equals("*") ? "[^/]*" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
