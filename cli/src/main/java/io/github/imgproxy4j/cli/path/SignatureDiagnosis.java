package io.github.imgproxy4j.cli.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the mistake behind a wrong signature: tries common mistakes, alone and combined, until the bytes match.
 *
 * <p>This computes about a thousand digests of a short text, in a few milliseconds.
 */
final class SignatureDiagnosis {
    /** Fewer bytes could match by chance. */
    private static final int LEAST_BYTES = 4;

    /** The length of HMAC-SHA256. */
    private static final int WHOLE_SIGNATURE_BYTES = 32;

    private final List<KeyPair> pairs;
    private final int signatureBytes;
    private final String mount;

    /**
     * A diagnosis for one configuration.
     *
     * @param pairs of key and salt; the first one signs
     * @param signatureBytes the length of signatures in bytes
     * @param mount the path of the proxy
     */
    SignatureDiagnosis(List<KeyPair> pairs, int signatureBytes, String mount) {
        this.pairs = List.copyOf(pairs);
        this.signatureBytes = signatureBytes;
        this.mount = mount;
    }

    /**
     * The smallest set of mistakes that produces the signature.
     *
     * @param signature as the client sent it
     * @param path the canonical path after it
     * @param rawPath the same as the client sent it
     * @return sentences; empty if no combination produces the signature
     */
    List<String> mistakes(String signature, String path, String rawPath) {
        List<List<String>> found = new ArrayList<>();
        for (Guess<byte[]> bytes : Guesses.signatures(signature)) {
            if (bytes.value().length >= LEAST_BYTES) {
                for (Guess<String> signed : Guesses.paths(path, rawPath, mount)) {
                    addMatches(found, bytes, signed);
                }
            }
        }
        return found.stream().min(Comparator.comparingInt(List::size)).orElse(List.of());
    }

    private void addMatches(List<List<String>> found, Guess<byte[]> bytes, Guess<String> signed) {
        for (Guess<KeyPair> pair : Guesses.pairs(pairs)) {
            for (Guess<byte[]> message : Guesses.messages(pair.value().salt(), signed.value())) {
                for (Guess<Digest> digest : Guesses.DIGESTS) {
                    if (begins(digest.value().of(pair.value().key(), message.value()), bytes.value())) {
                        found.add(sentences(bytes, signed, pair, message, digest));
                    }
                }
            }
        }
    }

    private List<String> sentences(Guess<byte[]> bytes, Guess<?>... steps) {
        List<String> sentences = new ArrayList<>();
        sentences.add(bytes.mistake());
        for (Guess<?> step : steps) {
            sentences.add(step.mistake());
        }
        sentences.removeIf(String::isEmpty);
        int length = bytes.value().length;
        if (length != signatureBytes && length <= WHOLE_SIGNATURE_BYTES) {
            sentences.add("the signature has " + length + " bytes; imgproxy.signature-size is " + signatureBytes);
        }
        return sentences;
    }

    private static boolean begins(byte[] whole, byte[] start) {
        return start.length <= whole.length && Arrays.equals(whole, 0, start.length, start, 0, start.length);
    }
}
