package io.github.imgproxy4j.embedded.internal.svg;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Lets an SVG image pass only if it can neither run code nor reach for anything outside itself.
 *
 * <p>Strict on purpose: what it does not understand is refused. Refused are scripts, event
 * handlers, foreign content, references that are not to the document itself (embedded raster images excepted),
 * animations of references, processing instructions, and any DOCTYPE, which also rules out entities. Stateless.
 */
public final class SvgGuard {
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";
    /** The element, and the attribute. */
    static final String STYLE = "style";

    private static final int MAX_DEPTH = 512;
    private static final int SNIFFED_BYTES = 4096;
    /** Each step takes all or nothing, because a comment that may end here or there would be tried in every way. */
    private static final Pattern OPENING = Pattern.compile(
            "\\A\\uFEFF?\\s*+(?><\\?xml[^>]*+>\\s*+)?+(?>(?><!--.*?-->|<!DOCTYPE\\s[^>\\[]*+(?>\\[[^\\]]*+\\])?+\\s*+>)\\s*+)*+"
                    + "<(?>\\w++:)?+svg[\\s/>]",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Set<String> FORBIDDEN_ELEMENTS = Set.of(
            "script",
            "foreignobject",
            "iframe",
            "frame",
            "embed",
            "object",
            "applet",
            "form",
            "link",
            "meta",
            "base",
            "handler",
            "listener",
            "audio",
            "video");
    private static final Pattern EMBEDDED_RASTER =
            Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[\\sA-Za-z0-9+/=]*");
    private static final Pattern OUTSIDE_URL = Pattern.compile("url\\(\\s*+(?![\"']?#)", Pattern.CASE_INSENSITIVE);

    /** What of a style sheet can fetch beside {@code url}. */
    private static final List<String> FETCHING = List.of("@import", "image(", "image-set(", "src(", "javascript:");

    private SvgGuard() {}

    /** Whether the first tag is {@code <svg>}; says nothing about whether the rest is well-formed. */
    public static boolean looksLikeSvg(byte[] source) {
        int length = Math.min(source.length, SNIFFED_BYTES);
        return OPENING.matcher(new String(source, 0, length, StandardCharsets.UTF_8))
                .find();
    }

    /**
     * Checks an image.
     *
     * @throws ProcessingException with the reason why it must not be served
     */
    static void check(byte[] source) throws ProcessingException {
        String text = decoded(source);
        try {
            XMLStreamReader reader = reader(new StringReader(text));
            try {
                new Check(reader).run();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException malformed) {
            throw ProcessingException.brokenSvg("the SVG image is not well-formed: " + malformed.getMessage());
        }
    }

    /** Whether an image is harmless as it is. */
    static boolean passes(byte[] source) {
        try {
            check(source);
            return true;
        } catch (ProcessingException harmful) {
            return false;
        }
    }

    /** A reader that neither expands nor fetches anything. */
    static XMLStreamReader reader(Reader text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(text);
    }

    /** A browser might take other encodings for something else than this check does. */
    static String decoded(byte[] source) throws ProcessingException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(source))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw ProcessingException.brokenSvg("the SVG image is not in UTF-8");
        }
    }

    private static final class Check {
        private final XMLStreamReader reader;
        private int depth;
        /** Where the style sheet that is being read began, and what it says; 0: there is none. */
        private int styleDepth;

        private final StringBuilder style = new StringBuilder();

        Check(XMLStreamReader reader) {
            this.reader = reader;
        }

        void run() throws XMLStreamException, ProcessingException {
            String declared = reader.getCharacterEncodingScheme();
            if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
                throw ProcessingException.brokenSvg("the SVG image declares another encoding than UTF-8");
            }
            while (reader.hasNext()) {
                event(reader.next());
            }
        }

        private void event(int type) throws ProcessingException {
            switch (type) {
                case XMLStreamConstants.START_ELEMENT -> element();
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == styleDepth) {
                        styleDepth = 0;
                        refuse(faultOfStyle(STYLE, style.toString()));
                    }
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (styleDepth > 0) {
                        style.append(reader.getText());
                    }
                }
                case XMLStreamConstants.COMMENT -> {
                    if (styleDepth > 0) {
                        // Between what comes together again in a browser.
                        throw ProcessingException.brokenSvg("the SVG image has a comment inside a style sheet");
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw ProcessingException.brokenSvg("the SVG image has a DOCTYPE or an entity");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw ProcessingException.brokenSvg("the SVG image has a processing instruction");
                default -> {
                    // The rest says nothing.
                }
            }
        }

        private void element() throws ProcessingException {
            String name = name(reader.getLocalName());
            String namespace = reader.getNamespaceURI();
            if (depth == 0 && !(name.equals("svg") && SVG_NAMESPACE.equals(namespace))) {
                throw ProcessingException.brokenSvg("the root element is not svg");
            }
            if (++depth > MAX_DEPTH) {
                throw ProcessingException.brokenSvg("the SVG image is nested too deeply");
            }
            refuse(faultOfElement(name, namespace));
            if (styleDepth > 0) {
                throw ProcessingException.brokenSvg("the SVG image has an element inside a style sheet");
            }
            if (name.equals(STYLE)) {
                styleDepth = depth;
                style.setLength(0);
            }
            for (int index = 0; index < reader.getAttributeCount(); index++) {
                String attribute = name(reader.getAttributeLocalName(index));
                refuse(faultOfAttribute(name, attribute, reader.getAttributeValue(index)));
            }
        }

        private static void refuse(String fault) throws ProcessingException {
            if (!fault.isEmpty()) {
                throw ProcessingException.brokenSvg("the SVG image " + fault);
            }
        }
    }

    /** Names are compared without regard to case, as HTML does. */
    static String name(String local) {
        return local.toLowerCase(Locale.ROOT);
    }

    /** Why an element must not be there; empty if it may. */
    static String faultOfElement(String name, @Nullable String namespace) {
        return FORBIDDEN_ELEMENTS.contains(name) || HTML_NAMESPACE.equals(namespace) ? "has an element " + name : "";
    }

    /** Why an attribute must not be there; empty if it may. */
    static String faultOfAttribute(String element, String name, String value) {
        if (name.startsWith("on")) {
            return "has an event handler " + name;
        }
        String target = value.strip();
        if (name.equals("attributename")
                && (name(target).endsWith("href") || name(target).startsWith("on"))) {
            return "animates " + target;
        }
        if (name.equals("base")) {
            return "moves its references elsewhere";
        }
        if (!name.equals("href") && !name.equals("src")) {
            return faultOfStyle(name, value);
        }
        boolean raster = (element.equals("image") || element.equals("feimage"))
                && EMBEDDED_RASTER.matcher(target).matches();
        return target.isEmpty() || target.startsWith("#") || raster ? "" : "refers to something outside itself";
    }

    /**
     * For style sheets, and for attributes, of which any may be a style: as a presentation attribute, or as the value of an
     * animation. A backslash could hide a name from this check; that of a function only in front of a bracket.
     */
    static String faultOfStyle(String where, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean hidden = value.indexOf('\\') >= 0 && (where.equals(STYLE) || value.indexOf('(') >= 0);
        boolean outside = hidden
                || FETCHING.stream().anyMatch(lower::contains)
                || OUTSIDE_URL.matcher(value).find();
        return outside ? "reaches outside itself in its " + where : "";
    }
}
