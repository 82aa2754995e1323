package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.Verification.Outcome;
import io.github.imgproxy4j.internal.url.PathRepair;
import io.github.imgproxy4j.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Explains what is wrong with a signature, and how to correct it. */
final class SignatureReport {
    private static final Pattern UNSIGNED = Pattern.compile("(?i)unsafe|insecure|unsigned|signature|sig|_+|-+|[a-z]");

    private final Imgproxy imgproxy;
    private final SignatureDiagnosis diagnosis;

    SignatureReport(Imgproxy imgproxy, Settings settings) {
        this.imgproxy = imgproxy;
        this.diagnosis = new SignatureDiagnosis(
                KeyPair.of(settings), settings.get(CoreSettings.SIGNATURE_SIZE), imgproxy.proxyUrl());
    }

    /** Sentences about a signed path that was not verified. */
    List<String> lines(String signedPath, Verification verification) {
        List<String> lines = new ArrayList<>();
        if (verification.outcome() != Outcome.MALFORMED && isWord(PastedUrl.signature(signedPath))) {
            String word = PastedUrl.signature(signedPath);
            lines.add("[" + word + "] is a word in the place of a signature: the URL is unsigned, and valid only where"
                    + " imgproxy has no key, or has it among IMGPROXY_TRUSTED_SIGNATURES");
            lines.add("likely: it was never signed; run imgproxy4j sign '" + signedPath.substring(1 + word.length())
                    + "'");
            return lines;
        }
        lines.add(verification.explanation());
        if (verification.outcome() == Outcome.MALFORMED || imgproxy.isUnsigned()) {
            return lines;
        }
        String signature = PastedUrl.signature(signedPath);
        String rawPath = signedPath.substring(1 + signature.length());
        String path = PathRepair.repair(rawPath.substring(1));
        lines.add(firstDifference(signature, imgproxy.sign(path).signature()));
        List<String> mistakes = diagnosis.mistakes(signature, path, rawPath);
        if (mistakes.isEmpty()) {
            lines.add("likely: another key or salt, or the path was changed after it was signed");
        }
        mistakes.forEach(mistake -> lines.add("likely: " + mistake));
        return lines;
    }

    /** What people write where there is no key; a signature has no such short one. */
    private static boolean isWord(String signature) {
        return UNSIGNED.matcher(signature).matches();
    }

    /**
     * The position where the signature differs from the valid one, which is not shown, so that it does not appear in
     * logs.
     */
    private static String firstDifference(String given, String right) {
        int same = 0;
        while (same < given.length() && same < right.length() && given.charAt(same) == right.charAt(same)) {
            same++;
        }
        // Four characters of Base64 hold three bytes.
        int differingByte = same * 3 / 4 + 1;
        return "first difference: byte " + differingByte + ", character " + (same + 1) + " of the signature";
    }
}
