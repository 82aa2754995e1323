package io.github.imgproxy4j.template;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.NearNames;
import io.github.imgproxy4j.option.OptionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes attributes of HTML, which pass through, from misspelt attributes of this library, which would be lost
 * in the page.
 *
 * <p>Names that neither HTML nor this library defines pass as well, because scripts may read them.
 */
final class AttributeNames {
    /**
     * The attributes of the printed elements according to the HTML standard, with obsolete ones that browsers still
     * support.
     */
    private static final Set<String> OF_HTML = Set.of(
            ("accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint exportparts"
                            + " hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang nonce part"
                            + " popover role slot spellcheck style tabindex title translate writingsuggestions"
                            + " alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding"
                            + " loading fetchpriority elementtiming align border hspace vspace name longdesc lowsrc"
                            + " type media rel as href hreflang integrity imagesrcset imagesizes blocking color"
                            + " disabled anchor target about content datatype prefix property resource typeof vocab"
                            + " attributionsrc sharedstoragewritable controlslist xmlns")
                    .split(" ", -1));

    private AttributeNames() {}

    /**
     * Checks the name of an attribute that is passed through.
     *
     * @param name in lower case
     * @throws ImgproxyException if it is a misspelt attribute of this library, or the name of an option in a path
     */
    static void requireNotMistyped(String name, String value) {
        if (OF_HTML.contains(name) || name.startsWith("on")) {
            return;
        }
        String meant = Ours.meant(name, value);
        if (meant != null) {
            throw new ImgproxyException(
                    name + " [" + value + "] is not an HTML attribute; did you mean " + meant + "?");
        }
    }

    /** Loaded lazily, because most pages never need it. */
    private static final class Ours {
        private static final List<String> NAMES = names();
        private static final Map<String, OptionName> OPTIONS = options();

        static @Nullable String meant(String name, String value) {
            if (isOfFramework(name)) {
                return null;
            }
            OptionName option = OPTIONS.get(name);
            if (option == null) {
                return NearNames.nearest(name, NAMES);
            }
            return NAMES.contains(option.longName()) ? option.longName() : "options=\"" + name + ":" + value + "\"";
        }

        /**
         * Such as {@code v-bind:title}, {@code @click}, {@code hx-get}; {@code cache-buster} is close to an attribute
         * of this library.
         */
        private static boolean isOfFramework(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (!(Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
                    return true;
                }
            }
            return name.indexOf('-') >= 0 && !NAMES.contains(name.replace("-", ""));
        }

        private static List<String> names() {
            List<String> names = new ArrayList<>(AttributeReaders.NAMES);
            names.add(ImageAttributes.SOURCE);
            names.add(ImageAttributes.ALTERNATIVE_TEXT);
            return List.copyOf(names);
        }

        private static Map<String, OptionName> options() {
            Map<String, OptionName> names = new HashMap<>();
            for (OptionName option : OptionName.values()) {
                names.put(option.shortName(), option);
                names.put(option.longName(), option);
                option.aliases().forEach(alias -> names.put(alias, option));
            }
            return names;
        }
    }
}
