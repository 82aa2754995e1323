package io.github.imgproxy4j.cli.doctor.environment;

import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import java.util.List;
import java.util.Locale;

/** Judges what signs. */
final class SecretRules {
    private static final String KEY = "IMGPROXY_KEY";
    private static final String SALT = "IMGPROXY_SALT";
    private static final String NEW_PAIR = "IMGPROXY_KEY=$(openssl rand -hex 64) IMGPROXY_SALT=$(openssl rand -hex 64)";

    /** Shorter ones can be guessed by trying. */
    private static final int LEAST_DIGITS = 32;

    /** How the keys of imgproxy's documentation, and of many a blog, begin. */
    private static final List<String> PUBLISHED =
            List.of("943b421c9eb07c83", "520f986b998545b4", "deadbeef", "0123456789abcdef");

    private final OurSide ours;
    private final Findings findings;

    SecretRules(OurSide ours, Findings findings) {
        this.ours = ours;
        this.findings = findings;
    }

    void judge(Service service) {
        if (!service.isSet(KEY) && !service.isSet(SALT)) {
            findings.fault(
                    CheckId.ENV_UNSIGNED,
                    service + ": no IMGPROXY_KEY and IMGPROXY_SALT, so anyone can request any image",
                    NEW_PAIR + "   # in imgproxy and in the app");
            findings.skipped(CheckId.ENV_KEY, "there is none");
            return;
        }
        judgeTrusted(service);
        judgePair(service);
        if (service.hidden().contains(KEY) || service.hidden().contains(SALT)) {
            findings.skipped(CheckId.ENV_KEY, "the values are not in the file");
        } else if (!findings.has(CheckId.ENV_KEY)) {
            compare(service);
        }
    }

    private void judgeTrusted(Service service) {
        service.value("IMGPROXY_TRUSTED_SIGNATURES")
                .filter(list -> List.of(list.split("\\s*,\\s*", -1)).stream().anyMatch(text -> text.length() < 16))
                .ifPresent(list -> findings.fault(
                        CheckId.ENV_UNSIGNED,
                        service + ": IMGPROXY_TRUSTED_SIGNATURES has a word that is easy to guess",
                        "unset IMGPROXY_TRUSTED_SIGNATURES"));
    }

    private void judgePair(Service service) {
        String key = service.value(KEY).orElse("");
        String salt = service.value(SALT).orElse("");
        if (!service.isSet(KEY) || !service.isSet(SALT)) {
            findings.fault(
                    CheckId.ENV_KEY,
                    service + ": "
                            + (service.isSet(KEY)
                                    ? "IMGPROXY_KEY without IMGPROXY_SALT"
                                    : "IMGPROXY_SALT without IMGPROXY_KEY")
                            + "; imgproxy does not start",
                    NEW_PAIR);
        } else if (!key.isEmpty() && !salt.isEmpty()) {
            int keys = key.split(",", -1).length;
            int salts = salt.split(",", -1).length;
            if (keys != salts) {
                findings.fault(
                        CheckId.ENV_KEY,
                        service + ": " + keys + " keys and " + salts + " salts; imgproxy does not start",
                        "IMGPROXY_KEY=key1,key2 IMGPROXY_SALT=salt1,salt2   # one salt for each key");
            } else {
                judgeStrength(service, KEY, key);
                judgeStrength(service, SALT, salt);
            }
        }
    }

    private void judgeStrength(Service service, String name, String list) {
        for (String text : list.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)) {
            String reason = PUBLISHED.stream().anyMatch(text::startsWith)
                    ? "is one that was published as an example"
                    : text.length() < LEAST_DIGITS
                            ? "is short enough to be guessed: " + text.length() / 2 + " bytes"
                            : "";
            if (!reason.isEmpty()) {
                findings.fault(
                        CheckId.ENV_KEY, service + ": " + name + " " + reason, name + "=$(openssl rand -hex 64)");
            }
        }
    }

    private void compare(Service service) {
        String key = service.value(KEY).orElse("");
        String salt = service.value(SALT).orElse("");
        if (ours.key().isEmpty() || ours.salt().isEmpty() || key.isEmpty() || salt.isEmpty()) {
            return;
        }
        String keyDiffers = SideBySide.difference("key", ours.key(), key);
        String saltDiffers = SideBySide.difference("salt", ours.salt(), salt);
        if (keyDiffers.isEmpty() && saltDiffers.isEmpty()) {
            findings.okUnlessFound(CheckId.ENV_SAME_KEY, "key and salt are the same on both sides");
            return;
        }
        boolean exchanged = key.equalsIgnoreCase(ours.salt()) && salt.equalsIgnoreCase(ours.key());
        findings.fault(
                CheckId.ENV_SAME_KEY,
                service + ": "
                        + (exchanged
                                ? "key and salt are exchanged"
                                : keyDiffers
                                        + (keyDiffers.isEmpty() || saltDiffers.isEmpty() ? "" : ", ")
                                        + saltDiffers),
                "set -a; . FILE; set +a   # takes "
                        + (keyDiffers.isEmpty() ? SALT : saltDiffers.isEmpty() ? KEY : "both")
                        + " from imgproxy's side to ours");
    }
}
