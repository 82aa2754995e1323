package io.github.imgproxy4j;

/** How the source is written into a path. */
public enum SourceEncoding {
    /** URL-safe Base64 without padding: passes every container, firewall and proxy unchanged. */
    BASE64,
    /** Readable, with escapes where the path needs them: for URLs that go directly to imgproxy or through a CDN. */
    PLAIN,
    /** AES-CBC in Base64: hides the source from everyone who sees the URL. Needs imgproxy Pro. */
    ENCRYPTED
}
