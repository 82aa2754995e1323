package io.github.imgproxy4j.embedded;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lets an SVG image pass only if it can neither run code nor reach for anything outside itself.
 *
 * <p>Strict on purpose: what it does not understand is refused, nothing is repaired. Refused are scripts, event
 * handlers, foreign content, references that are not to the document itself (embedded raster images excepted),
 * animations of references, processing instructions, and any DOCTYPE, which also rules out entities. Stateless.
 */
final class SvgGuard {
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";
    private static final int MAX_DEPTH = 512;
    private static final int SNIFFED_BYTES = 4096;
    private static final Pattern OPENING = Pattern.compile(
            "\\A\\uFEFF?\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*|<!DOCTYPE\\s[^>\\[]*(\\[[^\\]]*\\])?\\s*>\\s*)*<(\\w+:)?svg[\\s/>]",
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
    private static final Pattern OUTSIDE_URL = Pattern.compile("url\\(\\s*(?!\\s*[\"']?#)", Pattern.CASE_INSENSITIVE);

    private SvgGuard() {}

    /** Whether the first tag is {@code <svg>}; says nothing about whether the rest is well-formed. */
    static boolean looksLikeSvg(byte[] source) {
        int length = Math.min(source.length, SNIFFED_BYTES);
        return OPENING.matcher(new String(source, 0, length, StandardCharsets.UTF_8))
                .find();
    }

    /**
     * Checks an image.
     *
     * @throws Refusal with the reason why it must not be served
     */
    static void check(byte[] source) throws Refusal {
        String text = decoded(source);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            try {
                new Check(reader).run();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException malformed) {
            throw Refusal.brokenSvg("the SVG image is not well-formed: " + malformed.getMessage());
        }
    }

    /** A browser might take other encodings for something else than this check does. */
    private static String decoded(byte[] source) throws Refusal {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(source))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw Refusal.brokenSvg("the SVG image is not in UTF-8");
        }
    }

    private static final class Check {
        private final XMLStreamReader reader;
        private int depth;

        Check(XMLStreamReader reader) {
            this.reader = reader;
        }

        void run() throws XMLStreamException, Refusal {
            String declared = reader.getCharacterEncodingScheme();
            if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
                throw Refusal.brokenSvg("the SVG image declares another encoding than UTF-8");
            }
            while (reader.hasNext()) {
                event(reader.next());
            }
        }

        private void event(int type) throws Refusal {
            switch (type) {
                case XMLStreamConstants.START_ELEMENT -> element();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> styled("text", reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Refusal.brokenSvg("the SVG image has a DOCTYPE or an entity");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw Refusal.brokenSvg("the SVG image has a processing instruction");
                default -> {
                    // Comments and white space say nothing.
                }
            }
        }

        private void element() throws Refusal {
            String name = reader.getLocalName().toLowerCase(Locale.ROOT);
            String namespace = reader.getNamespaceURI();
            if (depth == 0 && !(name.equals("svg") && SVG_NAMESPACE.equals(namespace))) {
                throw Refusal.brokenSvg("the root element is not svg");
            }
            if (++depth > MAX_DEPTH) {
                throw Refusal.brokenSvg("the SVG image is nested too deeply");
            }
            if (FORBIDDEN_ELEMENTS.contains(name) || HTML_NAMESPACE.equals(namespace)) {
                throw Refusal.brokenSvg("the SVG image has an element " + name);
            }
            for (int index = 0; index < reader.getAttributeCount(); index++) {
                String attribute = reader.getAttributeLocalName(index).toLowerCase(Locale.ROOT);
                attribute(name, attribute, reader.getAttributeValue(index));
            }
        }

        private static void attribute(String element, String name, String value) throws Refusal {
            if (name.startsWith("on")) {
                throw Refusal.brokenSvg("the SVG image has an event handler " + name);
            }
            if (name.equals("attributename")) {
                animated(value);
            }
            if (name.equals("href") || name.equals("src")) {
                referenced(element, value.strip());
            } else {
                styled(name, value);
            }
        }

        private static void animated(String target) throws Refusal {
            String name = target.strip().toLowerCase(Locale.ROOT);
            if (name.endsWith("href") || name.startsWith("on")) {
                throw Refusal.brokenSvg("the SVG image animates " + name);
            }
        }

        private static void referenced(String element, String target) throws Refusal {
            boolean raster = (element.equals("image") || element.equals("feimage"))
                    && EMBEDDED_RASTER.matcher(target).matches();
            if (!target.isEmpty() && !target.startsWith("#") && !raster) {
                throw Refusal.brokenSvg("the SVG image refers to something outside itself");
            }
        }

        /** Style sheets and styling attributes; a backslash could hide a name from this check. */
        private static void styled(String where, String value) throws Refusal {
            String lower = value.toLowerCase(Locale.ROOT);
            boolean hidden = value.indexOf('\\') >= 0 && (where.equals("style") || lower.contains("{"));
            if (hidden
                    || lower.contains("@import")
                    || lower.contains("image-set(")
                    || lower.contains("javascript:")
                    || OUTSIDE_URL.matcher(value).find()) {
                throw Refusal.brokenSvg("the SVG image's " + where + " reaches outside itself");
            }
        }
    }
}
