package io.github.imgproxy4j.store.s3.internal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists the names of objects. Thread-safe. */
public final class ObjectLister {
    private final Bucket bucket;

    public ObjectLister(Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * Visits the names of all objects that begin so, page by page; a page has at most 1000.
     *
     * @param permission what the credentials need for the listing and for what the visitor does
     */
    public void pages(String prefix, String permission, PageVisitor visitor) throws IOException {
        String continuation = null;
        try {
            do {
                ListObjectsV2Response page = page(prefix, continuation);
                visitor.visit(page.contents().stream().map(S3Object::key).toList());
                continuation = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
            } while (continuation != null);
        } catch (SdkException failure) {
            throw bucket.failureInFull(failure, permission);
        }
    }

    private ListObjectsV2Response page(String prefix, @Nullable String continuation) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket.name())
                .prefix(prefix)
                .continuationToken(continuation)
                .build();
        return bucket.call(client -> client.listObjectsV2(request));
    }

    /** Receives a page of names. */
    @FunctionalInterface
    public interface PageVisitor {
        void visit(List<String> names) throws IOException;
    }
}
