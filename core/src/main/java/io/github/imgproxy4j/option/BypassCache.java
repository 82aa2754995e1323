package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code bc}: whether imgproxy's own cache is passed by; needs {@code IMGPROXY_ALLOW_BYPASS_CACHE}. Announced for
 * imgproxy 4.1, not yet released. Needs imgproxy Pro.
 *
 * @param enabled false by default
 */
public record BypassCache(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.BYPASS_CACHE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
