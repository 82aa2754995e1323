package io.github.imgproxy4j.option;

import java.util.Arrays;
import java.util.List;

/**
 * {@code ct}: tags that are stored with the entry in imgproxy's own cache and sent as headers. Announced for imgproxy
 * 4.1, not yet released. Needs imgproxy Pro.
 *
 * @param tags at least one, of letters, digits and {@code - . _ ~}
 */
public record CacheTags(List<String> tags) implements TypedOption {
    /** Checks the value. */
    public CacheTags {
        tags = List.copyOf(tags);
        Rules.of(OptionName.CACHE_TAGS)
                .keep(!tags.isEmpty(), "", tags, "must have at least one name")
                .names("", tags)
                .enforce();
    }

    /** These tags. */
    public static CacheTags of(String... tags) {
        return new CacheTags(Arrays.asList(tags));
    }

    @Override
    public OptionName optionName() {
        return OptionName.CACHE_TAGS;
    }

    @Override
    public List<String> arguments() {
        return tags;
    }
}
