package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.template.ImageAttributes;
import io.github.imgproxy4j.testing.MarkupCases;
import io.github.imgproxy4j.testing.MarkupCases.Kind;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A JSP page with one tag for each case of the table; the parameter {@code case} chooses the one that runs. */
public final class CasePage {
    private CasePage() {}

    /** Cases that leave out a required attribute, or give one that the tag does not have, fail the translation already. */
    private static final Map<Kind, Set<String>> REQUIRED = Map.of(
            Kind.IMG, Set.of("src", "alt"),
            Kind.PICTURE, Set.of("src", "alt"),
            Kind.PRELOAD, Set.of("src"),
            Kind.URL, Set.of("src"),
            Kind.SCRIPT, Set.of());

    /** The cases that a container translates. */
    static List<MarkupCase> cases() {
        return MarkupCases.all().filter(CasePage::isTranslated).toList();
    }

    private static boolean isTranslated(MarkupCase markup) {
        boolean complete = markup.attributes().keySet().containsAll(REQUIRED.get(markup.kind()));
        return complete && !isNowhere(markup) && !(markup.kind() == Kind.URL && hasOtherAttributes(markup));
    }

    /** The application of the pages has the webjar. */
    private static boolean isNowhere(MarkupCase markup) {
        return markup.kind() == Kind.SCRIPT
                && !markup.attributes().containsKey("src")
                && !markup.settings().containsKey("imgproxy.script-url");
    }

    private static boolean hasOtherAttributes(MarkupCase markup) {
        return !markup.attributes().keySet().stream()
                .allMatch(name ->
                        name.equals("src") || (!name.equals("formats") && ImageAttributes.OPTIONS.contains(name)));
    }

    /** Called by the page: hands over the input and the set-up of the chosen case. */
    public static int open(ServletContext application, HttpServletRequest request) {
        int index = Integer.parseInt(request.getParameter("case"));
        MarkupCase markup = cases().get(index);
        request.setAttribute("input", markup.attributes());
        request.setAttribute("sources", markup.sources());
        application.setAttribute(
                SharedImgproxy.ATTRIBUTE,
                Imgproxy.of(Settings.read(SettingsSource.of("case", markup.settings())), "/img"));
        return index;
    }

    /** The page's text. Values come from variables, so that the page itself holds nothing hostile. */
    static String text() {
        StringBuilder page = new StringBuilder("<%@ page contentType=\"text/html; charset=UTF-8\" %>"
                + "<%@ taglib prefix=\"imgproxy\" uri=\"imgproxy4j.tags\" %>"
                + "<% int index = " + CasePage.class.getName() + ".open(application, request); try { %>");
        List<MarkupCase> cases = cases();
        for (int i = 0; i < cases.size(); i++) {
            page.append("<% if (index == ").append(i).append(") { %>");
            page.append(tag(cases.get(i))).append("<% } %>");
        }
        return page + "<% } catch (jakarta.servlet.jsp.JspTagException refused) {"
                + " response.setStatus(400); out.print(refused.getMessage()); } %>";
    }

    private static String tag(MarkupCase markup) {
        String name = markup.kind().name().toLowerCase(Locale.ROOT);
        String input = attributes(markup.attributes(), "input");
        if (markup.kind() == Kind.URL) {
            return "<imgproxy:url var=\"image\"" + input + "/>"
                    + "<% if (pageContext.getAttribute(\"image\") != null) { %>" + link() + "<% } %>";
        }
        if (markup.sources().isEmpty()) {
            return "<imgproxy:" + name + input + "/>";
        }
        return IntStream.range(0, markup.sources().size())
                .mapToObj(i -> "<imgproxy:source" + attributes(markup.sources().get(i), "sources[" + i + "]") + "/>")
                .collect(Collectors.joining(
                        "\n  ", "<imgproxy:" + name + input + ">\n  ", "\n</imgproxy:" + name + ">"));
    }

    private static String attributes(Map<String, String> attributes, String variable) {
        return attributes.keySet().stream()
                .map(name -> " " + name + "=\"${" + variable + "['" + name + "']}\"")
                .collect(Collectors.joining());
    }

    private static String link() {
        return MarkupCases.URL_ATTRIBUTES.entrySet().stream()
                .map(entry -> " " + entry.getKey() + "=\"${imgproxy:escape(image." + entry.getValue() + ")}\"")
                .collect(Collectors.joining("", "<a", "></a>"));
    }
}
