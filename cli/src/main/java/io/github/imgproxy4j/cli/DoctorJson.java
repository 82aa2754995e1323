package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.doctor.Finding;
import io.github.imgproxy4j.internal.text.JsonObject;
import java.util.List;

/** Writes findings as JSON for scripts. */
final class DoctorJson {
    private DoctorJson() {}

    /**
     * One object.
     *
     * @param findings the worst first
     */
    static JsonObject of(List<Finding> findings) {
        return new JsonObject()
                .text("status", findings.get(0).status().label())
                .objects("findings", findings.stream().map(DoctorJson::finding).toList());
    }

    private static JsonObject finding(Finding finding) {
        return new JsonObject()
                .text("id", finding.id().id())
                .text("status", finding.status().label())
                .text("text", finding.text())
                .textsOrNone("fix", finding.fix());
    }
}
