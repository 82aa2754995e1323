package io.github.imgproxy4j.demo;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a file of this web app that its pages show: those between the comments {@code shown: TITLE} and {@code shown:
 * end}. They are read from the file that does the work, so they cannot differ from it. Public because pages call its
 * methods.
 *
 * @param title what they do
 * @param file the name of the file
 * @param first the number of the first line, from 1
 * @param last the number of the last line
 * @param code the lines without the indentation that all have
 */
public record Excerpt(String title, String file, int first, int last, String code) {
    /** The attribute of the application scope, by which JSP finds them. */
    static final String ATTRIBUTE = "excerpts";

    private static final List<String> FILES = List.of(
            "/WEB-INF/web.xml",
            "/WEB-INF/pages/gallery.jsp",
            "/WEB-INF/pages/photo.jsp",
            "/WEB-INF/templates/gallery.html",
            "/assets/spa.js");
    private static final Pattern MARK = Pattern.compile("\\bshown: ([\\w ,]+)");
    private static final String END = "end";

    /** The excerpts by file and title, in the order of the file. */
    static Map<String, Map<String, Excerpt>> all(ServletContext context) throws IOException {
        Map<String, Map<String, Excerpt>> all = new LinkedHashMap<>();
        for (String path : FILES) {
            try (InputStream bytes = Objects.requireNonNull(context.getResourceAsStream(path), path)) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                all.put(name, of(name, new String(bytes.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return all;
    }

    static Map<String, Excerpt> of(String file, String text) {
        Map<String, Excerpt> excerpts = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        List<String> open = new ArrayList<>();
        String title = END;
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (!mark.find()) {
                open.add(lines.get(i));
                continue;
            }
            if (!title.equals(END)) {
                // The mark stands on line i + 1, behind the last one of the excerpt.
                excerpts.put(title, new Excerpt(title, file, i + 1 - open.size(), i, joined(open)));
            }
            title = mark.group(1).strip();
            open.clear();
        }
        if (!title.equals(END)) {
            throw new IllegalStateException(file + " does not end what is shown as \"" + title + "\"");
        }
        return excerpts;
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).stripIndent();
    }

    /** Where the lines are, {@code gallery.jsp, lines 20 to 24}. */
    public String place() {
        return file + (first == last ? ", line " + first : ", lines " + first + " to " + last);
    }
}
