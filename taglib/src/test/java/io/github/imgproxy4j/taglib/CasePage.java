package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.MarkupCases;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;

/** A JSP page with one tag for each case of the table; the parameter {@code case} chooses the one that runs. */
public final class CasePage {
    private CasePage() {}

    /** The cases that a container translates; a missing required attribute already fails there. */
    static List<MarkupCase> cases() {
        return MarkupCases.all()
                .filter(markup -> markup.attributes().containsKey("alt"))
                .toList();
    }

    /** Called by the page: hands over the input and the set-up of the chosen case. */
    public static int open(ServletContext application, HttpServletRequest request) {
        int index = Integer.parseInt(request.getParameter("case"));
        MarkupCase markup = cases().get(index);
        request.setAttribute("input", markup.attributes());
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
        return markup.attributes().keySet().stream()
                .map(name -> name + "=\"${input['" + name + "']}\"")
                .collect(Collectors.joining(" ", "<imgproxy:img ", "/>"));
    }
}
