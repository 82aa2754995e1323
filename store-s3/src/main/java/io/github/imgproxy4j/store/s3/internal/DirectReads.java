package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.internal.connection.RequestDeadlines;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.DateUtils;

/**
 * Reads objects by one signed request each, on the connections and with the signer of the AWS SDK but without its
 * pipeline, which takes several times as long as both. It knows an object and its absence; with everything else the
 * caller turns to the SDK. Thread-safe.
 */
final class DirectReads {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    private static final String METADATA = "x-amz-meta-";
    private static final int LONGEST_ERROR = 16 * 1024;
    private static final Pattern CODE = Pattern.compile("<Code>\\s*([A-Za-z0-9._-]{1,100})\\s*</Code>");

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final RequestDeadlines deadlines;
    private final SdkHttpRequest folder;
    private final String region;

    /**
     * Reads from one folder of a bucket.
     *
     * @param folder the URL of all objects, before their keys
     * @param region what requests are signed for
     */
    DirectReads(
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            RequestDeadlines deadlines,
            URI folder,
            String region) {
        this.http = http;
        this.credentials = credentials;
        this.deadlines = deadlines;
        this.folder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(folder)
                .putHeader("User-Agent", "imgproxy4j")
                .build();
        this.region = region;
    }

    /**
     * The object of a key, whose characters need no escaping in a URL.
     *
     * @throws AwsServiceException with status and code of another answer
     * @throws IOException if there is no answer in time
     */
    ResponseInputStream<GetObjectResponse> open(String key, Duration limit) throws IOException {
        ExecutableHttpRequest call = http.prepareRequest(
                HttpExecuteRequest.builder().request(signed(key)).build());
        try (RequestDeadlines.Deadline deadline = deadlines.begin(limit, call::abort)) {
            ResponseInputStream<GetObjectResponse> object = opened(call.call());
            if (deadline.met()) {
                return object;
            }
            object.abort();
            throw new IOException("the response came too late");
        }
    }

    private static ResponseInputStream<GetObjectResponse> opened(HttpExecuteResponse response) throws IOException {
        SdkHttpResponse head = response.httpResponse();
        AbortableInputStream body = response.responseBody().orElseGet(DirectReads::nothing);
        if (head.statusCode() != HttpStatusCode.OK) {
            throw failure(head, body);
        }
        // The caller reads at once, so no timer has to close an unread body.
        return new ResponseInputStream<>(object(head), body, Duration.ZERO);
    }

    private SdkHttpRequest signed(String key) {
        SdkHttpRequest request = folder.copy(copy -> copy.encodedPath(folder.encodedPath() + key));
        return SIGNER.sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        // S3 takes paths as they are, and there is no payload.
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
                .request();
    }

    private static AbortableInputStream nothing() {
        return AbortableInputStream.create(InputStream.nullInputStream());
    }

    private static GetObjectResponse object(SdkHttpResponse head) {
        Map<String, String> metadata = new HashMap<>();
        head.forEachHeader((name, values) -> {
            if (name.regionMatches(true, 0, METADATA, 0, METADATA.length())) {
                metadata.put(name.substring(METADATA.length()), String.join(",", values));
            }
        });
        return GetObjectResponse.builder()
                .contentType(header(head, "Content-Type"))
                .contentLength(length(header(head, "Content-Length")))
                .cacheControl(header(head, "Cache-Control"))
                .contentDisposition(header(head, "Content-Disposition"))
                .eTag(header(head, "ETag"))
                .lastModified(time(header(head, "Last-Modified")))
                .metadata(metadata)
                .build();
    }

    private static @Nullable String header(SdkHttpResponse head, String name) {
        return head.firstMatchingHeader(name).orElse(null);
    }

    private static @Nullable Long length(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : DateUtils.parseRfc822Date(text);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static AwsServiceException failure(SdkHttpResponse head, AbortableInputStream body) throws IOException {
        byte[] start = body.readNBytes(LONGEST_ERROR);
        if (start.length == LONGEST_ERROR) {
            body.abort();
        } else {
            body.close();
        }
        Matcher code = CODE.matcher(new String(start, StandardCharsets.UTF_8));
        return S3Exception.builder()
                .statusCode(head.statusCode())
                .writableStackTrace(false)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(Optional.of(code)
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .orElse(null))
                        .sdkHttpResponse(head)
                        .build())
                .build();
    }
}
