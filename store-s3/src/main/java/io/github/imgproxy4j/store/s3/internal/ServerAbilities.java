package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.internal.log.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What the server of a bucket can: assumed at first, found out by the {@link Probe}, and corrected when it refuses a
 * header in earnest. Thread-safe.
 */
public final class ServerAbilities {
    private static final Logger log = LoggerFactory.getLogger(ServerAbilities.class);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_IMPLEMENTED = 501;

    private final BucketLocation location;
    private final Map<Ability, Finding> findings = new ConcurrentHashMap<>();

    public ServerAbilities(BucketLocation location) {
        this.location = location;
    }

    /**
     * Whether to make use of it. What is not known yet is tried, but for checksums: AWS gets them from the client by
     * itself, and others have been seen to store them in the middle of the image.
     */
    boolean works(Ability ability) {
        Finding finding = findings.get(ability);
        return finding == null ? ability != Ability.CHECKSUMS : finding.works();
    }

    /** Notes that it works. */
    void found(Ability ability) {
        findings.put(ability, new Finding(true, null));
    }

    /**
     * Notes that it does not work.
     *
     * @return whether that is news
     */
    boolean missed(Ability ability, String reason) {
        Finding before = findings.put(ability, new Finding(false, reason));
        return before == null || before.works();
    }

    /** One line for each that is known: {@code conditional writes: yes}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Ability ability : Ability.values()) {
            Finding finding = findings.get(ability);
            if (finding != null) {
                lines.add(ability.words() + ": " + finding);
            }
        }
        return lines;
    }

    /**
     * Stops using the optional header that the server does not know: the one that it names, else the last that is left
     * in the order tags, checksums, condition.
     *
     * @return whether there was one, so that the request can be made again without it
     */
    boolean giveUpWhatIsRefused(SdkException failure, PutObjectRequest request) {
        if (!isNotImplemented(failure)) {
            return false;
        }
        Ability refused = refused((AwsServiceException) failure, request);
        if (refused == null) {
            return false;
        }
        if (missed(refused, Bucket.statusOf(failure) + " " + Failures.codeOf(failure))) {
            log.warn(
                    "{} refuses {} ({}); continuing without it",
                    location,
                    refused.words(),
                    LogText.of(Failures.codeOf(failure)));
        }
        return true;
    }

    static boolean isNotImplemented(SdkException failure) {
        int status = Bucket.statusOf(failure);
        return status == NOT_IMPLEMENTED
                || (status == BAD_REQUEST && Failures.codeOf(failure).equals("NotImplemented"));
    }

    private static @Nullable Ability refused(AwsServiceException answered, PutObjectRequest request) {
        String message = String.valueOf(answered.getMessage()).toLowerCase(Locale.ROOT);
        boolean tags = request.tagging() != null;
        boolean checksums = request.checksumAlgorithm() != null;
        boolean condition = request.ifNoneMatch() != null;
        if (condition && message.contains("if-none-match")) {
            return Ability.CONDITIONAL_PUT;
        }
        if (checksums && (message.contains("checksum") || message.contains("trailer"))) {
            return Ability.CHECKSUMS;
        }
        if (tags) {
            return Ability.TAGS;
        }
        if (checksums) {
            return Ability.CHECKSUMS;
        }
        return condition ? Ability.CONDITIONAL_PUT : null;
    }

    private record Finding(boolean works, @Nullable String reason) {
        @Override
        public String toString() {
            return works ? "yes" : reason == null ? "no" : "no (" + reason + ")";
        }
    }
}
