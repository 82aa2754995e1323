package io.github.imgproxy4j.embedded.internal.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Keeps only creator and rights of an XMP document (ISO 16684-1). Stateless. */
final class XmpCopyright {
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
    private static final Set<String> RIGHTS =
            Set.of("http://ns.adobe.com/xap/1.0/rights/", "http://creativecommons.org/ns#");
    private static final Set<String> MAKERS = Set.of("rights", "contributor", "creator", "publisher");
    private static final int MAX_BYTES = 1 << 20;

    private XmpCopyright() {}

    /** The document to keep; empty if it says nothing of that, is broken or too large. */
    static ByteReader of(ByteReader xmp) {
        if (xmp.length() == 0 || xmp.length() > MAX_BYTES) {
            return Metadata.NONE.xmp();
        }
        try {
            Document document = parsed(xmp.copy());
            boolean tells = false;
            NodeList descriptions = document.getElementsByTagNameNS(RDF, "Description");
            for (Element description : elements(descriptions)) {
                if (description.getParentNode() instanceof Element parent
                        && RDF.equals(parent.getNamespaceURI())
                        && parent.getLocalName().equals("RDF")) {
                    tells |= reduced(description);
                }
            }
            return tells ? ByteReader.of(printed(document)) : Metadata.NONE.xmp();
        } catch (ParserConfigurationException
                | SAXException
                | IOException
                | TransformerException
                | RuntimeException
                | StackOverflowError broken) {
            return Metadata.NONE.xmp();
        }
    }

    /** Whether anything is left of a description. */
    private static boolean reduced(Element description) {
        boolean tells = false;
        for (Element property : elements(description.getChildNodes())) {
            if (isKept(property)) {
                tells = true;
            } else {
                description.removeChild(property);
            }
        }
        NamedNodeMap attributes = description.getAttributes();
        for (int index = attributes.getLength() - 1; index >= 0; index--) {
            Attr attribute = (Attr) attributes.item(index);
            if (isKept(attribute)) {
                tells = true;
            } else if (!isOfTheSyntax(attribute)) {
                description.removeAttributeNode(attribute);
            }
        }
        return tells;
    }

    private static boolean isKept(Node property) {
        String namespace = property.getNamespaceURI();
        return namespace != null
                && (RIGHTS.contains(namespace)
                        || (namespace.equals(DUBLIN_CORE) && MAKERS.contains(property.getLocalName())));
    }

    private static boolean isOfTheSyntax(Attr attribute) {
        return RDF.equals(attribute.getNamespaceURI())
                || XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
    }

    /** A list of its own, because what the document gives changes with it. */
    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            if (nodes.item(index) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static Document parsed(byte[] xmp) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        // The default prints broken documents to the console.
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(xmp));
    }

    private static byte[] printed(Document document) throws TransformerException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        Transformer transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        transformer.transform(new DOMSource(document), new StreamResult(printed));
        return printed.toByteArray();
    }
}
