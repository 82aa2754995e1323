package io.github.imgproxy4j.embedded.internal.svg;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Takes out of an SVG image what {@link SvgGuard} refuses, as imgproxy does: scripts, event handlers, references to
 * anything outside. What is left has to pass the guard. Stateless.
 */
public final class SvgSanitizer {
    private final XMLStreamReader reader;
    private final XMLStreamWriter writer;
    private int removedDepth;
    private int depth;
    /** Where the style sheet that is being read began, and what it says; 0: there is none. */
    private int styleDepth;

    private final StringBuilder style = new StringBuilder();

    private SvgSanitizer(XMLStreamReader reader, XMLStreamWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * A harmless image: the same bytes if it is one, else one without the harmful parts.
     *
     * @throws ProcessingException if it is not well-formed, or harmful as a whole
     */
    public static byte[] sanitized(byte[] source) throws ProcessingException {
        if (SvgGuard.passes(source)) {
            return source;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            XMLStreamReader reader = SvgGuard.reader(new StringReader(SvgGuard.decoded(source)));
            XMLStreamWriter writer =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(rest, StandardCharsets.UTF_8.name());
            try {
                new SvgSanitizer(reader, writer).copy();
            } finally {
                writer.close();
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException malformed) {
            throw ProcessingException.brokenSvg("the SVG image is not well-formed: " + malformed.getMessage());
        }
        SvgGuard.check(rest.toByteArray());
        return rest.toByteArray();
    }

    private void copy() throws XMLStreamException {
        while (reader.hasNext()) {
            int type = reader.next();
            if (removedDepth > 0) {
                skip(type);
            } else {
                copy(type);
            }
        }
    }

    private void skip(int type) {
        if (type == XMLStreamConstants.START_ELEMENT) {
            removedDepth++;
        } else if (type == XMLStreamConstants.END_ELEMENT) {
            removedDepth--;
        }
    }

    private void copy(int type) throws XMLStreamException {
        switch (type) {
            case XMLStreamConstants.START_ELEMENT -> element();
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (styleDepth > 0) {
                    style.append(reader.getText());
                } else {
                    writer.writeCharacters(reader.getText());
                }
            }
            case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity");
            default -> {
                // Comments say nothing; neither a DOCTYPE nor a processing instruction is needed to draw.
            }
        }
    }

    /** A style sheet is written as one text, as a browser joins it. */
    private void end() throws XMLStreamException {
        if (depth == styleDepth) {
            styleDepth = 0;
            if (SvgGuard.faultOfStyle(SvgGuard.STYLE, style.toString()).isEmpty()) {
                writer.writeCharacters(style.toString());
            }
        }
        depth--;
        writer.writeEndElement();
    }

    private void element() throws XMLStreamException {
        String name = SvgGuard.name(reader.getLocalName());
        if (styleDepth > 0
                || !SvgGuard.faultOfElement(name, reader.getNamespaceURI()).isEmpty()) {
            removedDepth = 1;
            return;
        }
        depth++;
        if (name.equals(SvgGuard.STYLE)) {
            styleDepth = depth;
            style.setLength(0);
        }
        writer.writeStartElement(text(reader.getPrefix()), reader.getLocalName(), text(reader.getNamespaceURI()));
        for (int index = 0; index < reader.getNamespaceCount(); index++) {
            writer.writeNamespace(text(reader.getNamespacePrefix(index)), text(reader.getNamespaceURI(index)));
        }
        for (int index = 0; index < reader.getAttributeCount(); index++) {
            String attribute = SvgGuard.name(reader.getAttributeLocalName(index));
            if (SvgGuard.faultOfAttribute(name, attribute, reader.getAttributeValue(index))
                    .isEmpty()) {
                writer.writeAttribute(
                        text(reader.getAttributePrefix(index)),
                        text(reader.getAttributeNamespace(index)),
                        reader.getAttributeLocalName(index),
                        reader.getAttributeValue(index));
            }
        }
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }
}
