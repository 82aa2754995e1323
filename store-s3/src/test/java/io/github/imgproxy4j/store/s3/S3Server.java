package io.github.imgproxy4j.store.s3;

import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.services.s3.S3Client;

/** One S3 server in memory for all tests of a JVM, behind HTTP on a free loopback port, with signature version 4. */
final class S3Server {
    private static final String ACCESS_KEY = "access-key-of-the-tests";
    private static final String SECRET_KEY = "secret-key-of-the-tests";

    private final URI endpoint;
    private final S3Client client;
    private final AtomicInteger buckets = new AtomicInteger();

    private S3Server() {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(BlobStores.create("transient-nio2", new Properties()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        try {
            proxy.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        setCredentials();
        endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
        client = S3Clients.create(new BucketLocation("any", "", endpoint, "us-east-1"), true);
    }

    static S3Server running() {
        return Started.SERVER;
    }

    /** Starts the server when the first test asks for it. */
    private static final class Started {
        private static final S3Server SERVER = new S3Server();
    }

    /** Puts credentials where the AWS default chain looks first, so that the tests run through it. */
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", SECRET_KEY);
    }

    URI endpoint() {
        return endpoint;
    }

    /** A client that is not the store's. */
    S3Client client() {
        return client;
    }

    /** The name of a new bucket. */
    String newBucket() {
        String bucket = "bucket-" + buckets.incrementAndGet();
        client.createBucket(create -> create.bucket(bucket));
        return bucket;
    }
}
