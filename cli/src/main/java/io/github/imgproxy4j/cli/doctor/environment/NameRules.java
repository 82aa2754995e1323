package io.github.imgproxy4j.cli.doctor.environment;

import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import java.util.Optional;

/** Judges names and values one by one. */
final class NameRules {
    private static final String PREFIX = "IMGPROXY_";
    private static final String MASKED = ".*(KEY|SALT|SECRET|TOKEN|DSN|PASSWORD).*";

    private final VariableCatalog catalog;
    private final OurNames ours;
    private final Findings findings;

    NameRules(VariableCatalog catalog, OurNames ours, Findings findings) {
        this.catalog = catalog;
        this.ours = ours;
        this.findings = findings;
    }

    /** Looks at the names of imgproxy in a service. */
    void judge(Service service, boolean isImgproxy) {
        for (String name : service.values().keySet()) {
            if (name.startsWith(OurNames.PREFIX)) {
                judgeOurs(service, name);
            } else if (name.startsWith(PREFIX) && !ours.has(name)) {
                judgeImgproxys(service, name, isImgproxy);
            } else if (name.startsWith(PREFIX) && isImgproxy) {
                catalog.find(name).ifPresent(variable -> judgeValue(service, variable));
            }
        }
        if (isImgproxy) {
            service.hidden().stream()
                    .filter(name ->
                            name.startsWith(PREFIX) && catalog.find(name).isEmpty())
                    .forEach(name -> unknown(service, name));
        }
    }

    private void judgeOurs(Service service, String name) {
        if (!ours.has(name)) {
            findings.fault(
                    CheckId.ENV_OURS,
                    service + ": " + name + " is not a setting and has no effect",
                    ours.nearest(name)
                            .map(near -> rename(service, name, near))
                            .orElse("unset " + name + "   # docs/configuration.md lists the settings"));
        }
    }

    private void judgeImgproxys(Service service, String name, boolean isImgproxy) {
        Optional<Variable> known = catalog.find(name);
        if (known.isEmpty()) {
            if (isImgproxy || ours.has(OurNames.PREFIX + name.substring(PREFIX.length()))) {
                unknown(service, name);
            }
        } else if (isImgproxy && !known.get().isRead()) {
            judgeFormer(service, known.get());
        } else if (isImgproxy) {
            judgeValue(service, known.get());
        }
    }

    private void unknown(Service service, String name) {
        String ourName = OurNames.PREFIX + name.substring(PREFIX.length());
        String fix = ours.has(ourName)
                ? rename(service, name, ourName)
                : catalog.nearest(name, service.value(name).orElse(""))
                        .map(near -> rename(service, name, near) + ", if that is meant")
                        .orElse("unset " + name);
        findings.fault(CheckId.ENV_UNKNOWN, service + ": " + name + " does not exist, so it has no effect", fix);
    }

    private void judgeFormer(Service service, Variable variable) {
        boolean removed = variable.kind().equals(Variable.REMOVED);
        if (service.majorVersion() < 4 && (!removed || variable.range().startsWith("4."))) {
            return;
        }
        findings.fault(
                removed ? CheckId.ENV_REMOVED : CheckId.ENV_UNREAD,
                service + ": " + variable.name()
                        + (removed
                                ? " was removed in imgproxy " + variable.range()
                                : " is documented, but imgproxy up to " + variable.range() + " does not read it"),
                variable.replacement()
                        .map(name -> rename(service, variable.name(), name))
                        .orElse("unset " + variable.name() + "   # there is no replacement"));
    }

    private void judgeValue(Service service, Variable variable) {
        String name = variable.name();
        service.value(name)
                .flatMap(value -> variable.brokenRule(value).map(rule -> shown(name, value) + " " + rule))
                .ifPresent(problem -> findings.fault(
                        name.equals("IMGPROXY_KEY") || name.equals("IMGPROXY_SALT")
                                ? CheckId.ENV_KEY
                                : CheckId.ENV_VALUE,
                        service + ": " + problem,
                        fix(variable)));
    }

    private static String fix(Variable variable) {
        return switch (variable.kind()) {
            case "hex" -> variable.name() + "=$(openssl rand -hex 64)";
            case "flag" -> variable.name() + "=true";
            case "one-of" -> variable.name() + "=" + variable.range().split("\\|", -1)[0];
            default -> "unset " + variable.name() + "   # imgproxy then uses its default";
        };
    }

    private static String shown(String name, String value) {
        return name + (name.matches(MASKED) ? " [***]" : " [" + value + "]");
    }

    private static String rename(Service service, String from, String to) {
        String value = from.matches(MASKED) ? "…" : service.value(from).orElse("…");
        return to + "=" + value + "   # in place of " + from;
    }
}
