package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the client throws into one line that says what to change. */
public final class Failures {
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");

    private static final int BAD_REQUEST = 400;

    private final BucketLocation location;

    Failures(BucketLocation location) {
        this.location = location;
    }

    /**
     * Why a call failed and what to do about it.
     *
     * @param permission what the credentials need for it, {@code s3:GetObject}
     */
    String reasonOf(SdkException failure, String permission) {
        return failure instanceof AwsServiceException answered
                ? reasonOf(answered, permission)
                : reasonOfNoAnswer(failure);
    }

    private String reasonOf(AwsServiceException answered, String permission) {
        String code = codeOf(answered);
        return switch (code) {
            case "NoSuchBucket" -> noSuchBucket();
            case "RequestTimeTooSkewed" -> "the clock of this machine, now " + Instant.now() + ", is wrong; set it";
            case "InvalidAccessKeyId" ->
                "the server does not know the access key; correct AWS_ACCESS_KEY_ID, or " + S3Settings.ENDPOINT
                        + " if the key belongs to another server";
            case "SignatureDoesNotMatch" ->
                "the secret key does not match the access key; correct AWS_SECRET_ACCESS_KEY";
            case "AuthorizationHeaderMalformed" -> wrongRegion(answered);
            case "InvalidBucketName" -> "the server rejects the name of the bucket; correct " + S3Settings.BUCKET;
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
                "the AWS session has expired; renew it";
            default -> reasonOf(answered, answered.statusCode(), code, permission);
        };
    }

    /** The response to a HEAD has no body, so its status is all there is. */
    private String reasonOf(AwsServiceException answered, int status, String code, String permission) {
        return switch (status) {
            case 301, 307 -> wrongRegion(answered);
            case 403 ->
                "access denied (403); allow " + permission + " to the AWS credentials, and check that they are correct";
            case 404 -> noSuchBucket();
            case 501 -> "the server does not support this request (501 " + code + ")";
            case 503 -> "the server is too busy (503 " + code + ")";
            default ->
                code.isEmpty()
                        ? "the response " + status + " does not come from an S3 server; check " + S3Settings.ENDPOINT
                        : "the server responded with " + status + " " + code + messageOf(answered);
        };
    }

    private String wrongRegion(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        String other = details == null || details.sdkHttpResponse() == null
                ? ""
                : details.sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .map(region -> " but in " + region)
                        .orElse(answered.statusCode() == BAD_REQUEST ? messageOf(answered) : "");
        return "the bucket is not in the region " + location.region() + other + "; correct " + S3Settings.REGION
                + " or " + S3Settings.ENDPOINT;
    }

    private String noSuchBucket() {
        return "there is no such bucket; create it, or correct " + S3Settings.BUCKET;
    }

    /** What the server says in its own words, which name no secrets. */
    private static String messageOf(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        return message == null || message.isBlank() ? "" : " (" + message.strip() + ")";
    }

    /** The server's word for the failure, {@code SlowDown}, or nothing. */
    public static String codeOf(SdkException failure) {
        AwsErrorDetails details = failure instanceof AwsServiceException answered ? answered.awsErrorDetails() : null;
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    static boolean isExpiredSession(AwsServiceException answered) {
        return EXPIRED.contains(codeOf(answered));
    }

    /** Whether the request was not even sent. */
    static boolean isUnsent(SdkException failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof ConnectException
                        || cause instanceof UnknownHostException
                        || isAboutCredentials(cause));
    }

    private static String reasonOfNoAnswer(SdkException failure) {
        if (failure instanceof ApiCallTimeoutException) {
            return "the server is too slow";
        }
        if (causes(failure).anyMatch(Failures::isAboutCredentials)) {
            return "no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, for instance";
        }
        return causes(failure)
                .filter(IOException.class::isInstance)
                .findFirst()
                .map(Failures::reasonOfConnection)
                .orElse(String.valueOf(failure.getMessage()));
    }

    private static String reasonOfConnection(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the host name is unknown; correct " + S3Settings.ENDPOINT + ", or " + S3Settings.PATH_STYLE
                    + " if it begins with the bucket";
        }
        if (cause instanceof SSLException) {
            return "TLS failed (" + cause.getMessage() + "); check the certificate, or http and https in "
                    + S3Settings.ENDPOINT;
        }
        return "the server cannot be reached (" + cause.getMessage() + "); check " + S3Settings.ENDPOINT;
    }

    private static boolean isAboutCredentials(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("Unable to load credentials");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
