package io.github.imgproxy4j.cli.doctor.bucket;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs requests by AWS Signature Version 4. They are sent by our own client: the doctor has to see the raw responses. */
final class S3Signature {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** Clients write it themselves. */
    private static final String HOST = "Host";

    private S3Signature() {}

    /**
     * The headers of a request with its signature.
     *
     * @param headers those of the request itself
     * @param clock tells the time of the signature
     */
    static Map<String, String> headers(
            String method, URI uri, byte[] body, Map<String, String> headers, BucketAddress address, Clock clock) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
        headers.forEach(request::putHeader);
        SignedRequest signed = SIGNER.sign(sign -> sign.identity(identity(address))
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, address.region())
                // S3 takes paths as they are.
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        signed.request().forEachHeader((name, values) -> all.put(name, String.join(",", values)));
        all.remove(HOST);
        return all;
    }

    private static AwsCredentialsIdentity identity(BucketAddress address) {
        return address.sessionToken().isEmpty()
                ? AwsCredentialsIdentity.create(address.accessKey(), address.secretKey())
                : AwsSessionCredentialsIdentity.create(
                        address.accessKey(), address.secretKey(), address.sessionToken());
    }
}
