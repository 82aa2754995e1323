package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.store.s3.settings.SvgDelivery;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * What objects get besides their metadata.
 *
 * @param storageClass such as {@code STANDARD_IA}, or null for the bucket's own
 * @param encryption {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}, or null for the bucket's own
 * @param kmsKey the key for the latter two, or null for the account's own
 * @param acl a canned ACL such as {@code public-read}, or null for none
 * @param cacheControl what browsers get from the bucket for variants that may be kept for ever, or null for the same
 *     as from the filter
 * @param tags the tags
 * @param svg what becomes of SVG
 */
public record UploadOptions(
        @Nullable String storageClass,
        @Nullable String encryption,
        @Nullable String kmsKey,
        @Nullable String acl,
        @Nullable String cacheControl,
        Map<String, String> tags,
        SvgDelivery svg) {
    static final UploadOptions NONE = new UploadOptions(null, null, null, null, null, Map.of(), SvgDelivery.SKIP);

    /** Copies the tags. */
    public UploadOptions {
        tags = Map.copyOf(tags);
    }

    /** Puts all of them but the tags into a request. */
    void write(PutObjectRequest.Builder request) {
        request.storageClass(storageClass)
                .serverSideEncryption(encryption)
                .ssekmsKeyId(kmsKey)
                .acl(acl);
    }

    Tagging tagging() {
        return Tagging.builder()
                .tagSet(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
