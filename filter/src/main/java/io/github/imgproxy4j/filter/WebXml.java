package io.github.imgproxy4j.filter;

import jakarta.servlet.FilterConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The dispatchers of a filter's mappings in the deployment descriptor, which the Servlet API does not expose. */
final class WebXml {
    private static final Logger log = LoggerFactory.getLogger(WebXml.class);
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private WebXml() {}

    /** Whether the descriptor maps the filter without the dispatcher ASYNC; false if that is not known. */
    static boolean leavesOutAsync(FilterConfig config) {
        try (InputStream in = config.getServletContext().getResourceAsStream("/WEB-INF/web.xml")) {
            return in != null && leavesOutAsync(parsed(in), String.valueOf(config.getFilterName()));
        } catch (IOException | ParserConfigurationException | SAXException unreadable) {
            log.debug("the deployment descriptor cannot be read", unreadable);
            return false;
        }
    }

    private static Document parsed(InputStream in) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(NO_DOCTYPE, true);
        return factory.newDocumentBuilder().parse(in);
    }

    private static boolean leavesOutAsync(Document descriptor, String filterName) {
        boolean mapped = false;
        NodeList mappings = descriptor.getElementsByTagName("filter-mapping");
        for (int i = 0; i < mappings.getLength(); i++) {
            if (mappings.item(i) instanceof Element mapping
                    && texts(mapping, "filter-name").contains(filterName)) {
                mapped = true;
                if (texts(mapping, "dispatcher").contains("ASYNC")) {
                    return false;
                }
            }
        }
        return mapped;
    }

    private static List<String> texts(Element parent, String name) {
        List<String> texts = new ArrayList<>();
        NodeList elements = parent.getElementsByTagName(name);
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent().strip());
        }
        return texts;
    }
}
