package io.github.imgproxy4j.store.s3;

import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One S3 server for all tests of a JVM, with signature version 4: in memory, behind HTTP on a free loopback port, or the one
 * that runs at {@code -Dimgproxy4j.s3.endpoint} with {@code imgproxy4j.s3.access-key} and {@code imgproxy4j.s3.secret-key}.
 * There the tests make buckets and leave them behind; its region has to be the default of the store, {@code auto}.
 */
public final class S3Server {
    private static final String RUNNING = System.getProperty("imgproxy4j.s3.endpoint", "");
    private static final String ACCESS_KEY = System.getProperty("imgproxy4j.s3.access-key", "access-key-of-the-tests");
    private static final String SECRET_KEY = System.getProperty("imgproxy4j.s3.secret-key", "secret-key-of-the-tests");

    /** The file {@code src/test/hosts} says that it and a few buckets below it are this machine. */
    private static final String DOMAIN = "s3.example.test";

    private final URI endpoint;
    private final S3Client client;
    private final AtomicInteger buckets = new AtomicInteger();

    private S3Server(URI endpoint) {
        setCredentials();
        this.endpoint = endpoint;
        client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of("auto"))
                .credentialsProvider(credentials())
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /** Starts one in memory. */
    private static S3Server inMemory(UnaryOperator<S3Proxy.Builder> also, String host) {
        S3Proxy proxy = also.apply(S3Proxy.builder()
                        .blobStore(BlobStores.create("transient-nio2", new Properties()))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY))
                .build();
        try {
            proxy.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        return new S3Server(URI.create("http://" + host + ":" + proxy.getPort()));
    }

    public static S3Server running() {
        return Started.SERVER;
    }

    /** One where the bucket may stand in the host name. */
    static S3Server withHostNames() {
        return StartedWithHostNames.SERVER;
    }

    /** Starts the server when the first test asks for it. */
    private static final class Started {
        private static final S3Server SERVER =
                RUNNING.isEmpty() ? inMemory(UnaryOperator.identity(), "127.0.0.1") : new S3Server(URI.create(RUNNING));
    }

    private static final class StartedWithHostNames {
        private static final S3Server SERVER = inMemory(builder -> builder.virtualHost(DOMAIN), DOMAIN);
    }

    /** Puts credentials where the AWS default chain looks first, so that the tests run through it. */
    public static void setCredentials() {
        System.setProperty("aws.accessKeyId", ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", SECRET_KEY);
    }

    private static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A client that is not the store's. */
    public S3Client client() {
        return client;
    }

    /** The name of a new bucket. */
    public String newBucket() {
        String run = RUNNING.isEmpty() ? "" : Long.toString(System.nanoTime(), 36) + "-";
        return newBucket("bucket-" + run + buckets.incrementAndGet());
    }

    public String newBucket(String bucket) {
        client.createBucket(create -> create.bucket(bucket));
        return bucket;
    }
}
