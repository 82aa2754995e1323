package io.github.imgproxy4j.cli.warm;

import io.github.imgproxy4j.cli.doctor.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The pages and images of a sitemap (https://www.sitemaps.org/protocol.html): XML or a URL a line, compressed or not, or
 * an index of others.
 */
final class Sitemap {
    /** The protocol's own limit; a small compressed file must not become an endless one. */
    private static final int LONGEST_BYTES = 50 * 1024 * 1024;

    private static final int DEEPEST_INDEX = 3;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final String IMAGES = "http://www.google.com/schemas/sitemap-image/1.1";

    private final Documents documents;
    private final Variants problems;
    private final Set<URI> seen = new HashSet<>();
    private final List<URI> pages = new ArrayList<>();
    private final List<URI> images = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param problems gets what cannot be read
     */
    Sitemap(Documents documents, Variants problems) {
        this.documents = documents;
        this.problems = problems;
    }

    /** Pages, in order, each once. */
    List<URI> pages() {
        return pages;
    }

    /** Images, in order. */
    List<URI> images() {
        return images;
    }

    /** Reads a sitemap, and those that it names. */
    void read(URI url) throws InterruptedException {
        read(url, 0);
    }

    private void read(URI url, int depth) throws InterruptedException {
        if (!seen.add(url)) {
            return;
        }
        if (depth > DEEPEST_INDEX) {
            problems.addProblem(url, "is an index in an index in an index in an index");
            return;
        }
        Response answer = documents.read(url, problems);
        if (answer == null) {
            return;
        }
        List<URI> further = new ArrayList<>();
        try {
            byte[] text = uncompressed(answer.body());
            if (isXml(text)) {
                parse(text, url, further);
            } else {
                new String(text, StandardCharsets.UTF_8).lines().forEach(line -> add(line, url, pages));
            }
        } catch (IOException | XMLStreamException malformed) {
            problems.addProblem(url, "is no sitemap: " + firstLine(malformed.getMessage()));
        }
        for (URI other : further) {
            read(other, depth + 1);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static byte[] uncompressed(byte[] body) throws IOException {
        if (body.length < GZIP.length || body[0] != GZIP[0] || body[1] != GZIP[1]) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] text = in.readNBytes(LONGEST_BYTES + 1);
            if (text.length > LONGEST_BYTES) {
                throw new IOException("it has more than 50 MB");
            }
            return text;
        }
    }

    private static boolean isXml(byte[] text) {
        String start = new String(text, 0, Math.min(text.length, 64), StandardCharsets.UTF_8);
        return start.stripLeading().replace("\uFEFF", "").startsWith("<");
    }

    private void parse(byte[] text, URI url, List<URI> further) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(text));
        String root = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            root = root.isEmpty() ? xml.getLocalName() : root;
            if (xml.getLocalName().equals("loc")) {
                List<URI> kind =
                        IMAGES.equals(xml.getNamespaceURI()) ? images : root.equals("sitemapindex") ? further : pages;
                add(xml.getElementText(), url, kind);
            }
        }
        if (!root.equals("urlset") && !root.equals("sitemapindex")) {
            throw new XMLStreamException("its root is <" + root + ">");
        }
    }

    private void add(String text, URI url, List<URI> kind) {
        if (text.isBlank()) {
            return;
        }
        try {
            URI found = url.resolve(text.strip());
            if (kind != pages || seen.add(found)) {
                kind.add(found);
            }
        } catch (IllegalArgumentException malformed) {
            problems.addProblem(url, "has a malformed URL: " + malformed.getMessage());
        }
    }
}
