package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.doctor.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Writes findings as JSON for scripts. */
final class DoctorJson {
    private DoctorJson() {}

    /**
     * One object, its findings a line each.
     *
     * @param findings the worst first
     */
    static String of(List<Finding> findings) {
        return "{\"status\":" + string(findings.get(0).status().label()) + ",\"findings\":[\n"
                + findings.stream().map(DoctorJson::finding).collect(Collectors.joining(",\n")) + "\n]}";
    }

    private static String finding(Finding finding) {
        return "{\"id\":" + string(finding.id().id()) + ",\"status\":"
                + string(finding.status().label()) + ",\"text\":"
                + string(finding.text()) + ",\"fix\":["
                + finding.fix().stream().map(DoctorJson::string).collect(Collectors.joining(",")) + "]}";
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
