package io.github.imgproxy4j.store.s3;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Instant;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the client throws into one line that says what to change. */
final class Failures {
    private final BucketLocation location;

    Failures(BucketLocation location) {
        this.location = location;
    }

    /**
     * An exception for a failed call.
     *
     * @param action what was tried, {@code reading dd73…}
     * @param permission what the credentials need for it, {@code s3:GetObject}
     */
    IOException describe(String action, String permission, SdkException failure) {
        String reason = failure instanceof AwsServiceException answered
                ? reasonOf(answered, permission)
                : reasonOf((Throwable) failure);
        return new IOException(action + " failed: " + location + ": " + reason, failure);
    }

    private String reasonOf(AwsServiceException answered, String permission) {
        return switch (codeOf(answered)) {
            case "NoSuchBucket" -> noSuchBucket();
            case "RequestTimeTooSkewed" -> "the clock of this machine, now " + Instant.now() + ", is wrong; set it";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed" ->
                "the server refuses the credentials or the region " + location.region()
                        + "; check the AWS credentials and " + S3Settings.REGION;
            case "ExpiredToken", "ExpiredTokenException" -> "the AWS session has expired; renew it";
            default -> reasonOf(answered.statusCode(), codeOf(answered), permission);
        };
    }

    /** The answer to a HEAD has no body, so its status is all there is. */
    private String reasonOf(int status, String code, String permission) {
        return switch (status) {
            case 301, 307 ->
                "the bucket is not in the region " + location.region() + "; correct " + S3Settings.REGION + " or "
                        + S3Settings.ENDPOINT;
            case 403 ->
                "access denied (403); allow " + permission + " to the AWS credentials, and check that they are right";
            case 404 -> noSuchBucket();
            case 501 -> "the server does not support this request (501 " + code + ")";
            case 503 -> "the server is too busy (503 " + code + ")";
            default -> "the server answered " + status + " " + code;
        };
    }

    private String noSuchBucket() {
        return "there is no such bucket; create it, or correct " + S3Settings.BUCKET;
    }

    private static String codeOf(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String reasonOf(Throwable failure) {
        if (failure instanceof ApiCallTimeoutException) {
            return "the server is too slow";
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the host name is unknown; correct " + S3Settings.ENDPOINT + ", or " + S3Settings.PATH_STYLE
                        + " if it begins with the bucket";
            }
            if (cause instanceof SSLException) {
                return "TLS failed (" + cause.getMessage() + "); check the certificate, or http and https in "
                        + S3Settings.ENDPOINT;
            }
            if (cause instanceof IOException) {
                return "the server cannot be reached (" + cause.getMessage() + "); check " + S3Settings.ENDPOINT;
            }
        }
        return failure instanceof SdkClientException && isAboutCredentials(failure)
                ? "no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, for instance"
                : String.valueOf(failure.getMessage());
    }

    private static boolean isAboutCredentials(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("Unable to load credentials");
    }
}
