package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.doctor.Finding;
import io.github.imgproxy4j.cli.output.Json;
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
        return "{\"status\":" + Json.string(findings.get(0).status().label()) + ",\"findings\":[\n"
                + findings.stream().map(DoctorJson::finding).collect(Collectors.joining(",\n")) + "\n]}";
    }

    private static String finding(Finding finding) {
        return "{\"id\":" + Json.string(finding.id().id()) + ",\"status\":"
                + Json.string(finding.status().label()) + ",\"text\":"
                + Json.string(finding.text()) + ",\"fix\":["
                + finding.fix().stream().map(Json::string).collect(Collectors.joining(",")) + "]}";
    }
}
