package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.store.s3.StubServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads and clearing with a server that misbehaves. */
class WriteFaultTest extends FaultFixture {
    @Test
    void uploadIsConditional() throws IOException {
        server.answers(Answer.ok());

        assertThat(store.put(KEY, metadata(3), ImageBody.of(new byte[3]))).isTrue();

        assertThat(server.asked()).hasSize(1);
        assertThat(server.asked().get(0).header("If-None-Match")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-sdk-checksum-algorithm", "x-amz-trailer", "x-amz-checksum-crc32"})
    void otherServersThanAwsGetNoHeadersThatSomeRefuse(String header) throws IOException {
        server.answers(Answer.ok());

        store.put(KEY, metadata(3), ImageBody.of(new byte[3]));

        assertThat(server.asked().get(0).header(header)).isNull();
    }

    @Test
    void objectThatIsThereAlreadyIsNoFailure() throws IOException {
        server.answers(Answer.error(412, "PreconditionFailed"));

        assertThat(store.put(KEY, metadata(3), ImageBody.of(new byte[3]))).isFalse();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void conflictWithAnotherWriterIsTriedAgain() throws IOException {
        server.answers(Answer.error(409, "ConditionalRequestConflict"), Answer.error(412, "PreconditionFailed"));

        assertThat(store.put(KEY, metadata(3), ImageBody.of(new byte[3]))).isFalse();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void conflictWithoutEndIsAFailure() {
        server.answers(Answer.error(409, "ConditionalRequestConflict"));

        assertThatThrownBy(() -> store.put(KEY, metadata(3), ImageBody.of(new byte[3])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("409 ConditionalRequestConflict");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void busyServerIsAskedAgainWithTheWholeBody() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        server.answers(Answer.error(503, "SlowDown"), Answer.ok());

        assertThat(store.put(KEY, metadata(JPEG.length), counted(opened))).isTrue();

        assertThat(server.asked()).hasSize(2);
        assertThat(opened).hasValue(2);
        assertThat(server.asked()).extracting(StubServer.Asked::body).allMatch(body -> body.length() >= JPEG.length);
    }

    @Test
    void bodyThatCannotBeOpenedIsAFailure() {
        server.answers(Answer.ok());
        ImageBody gone = new ImageBody() {
            @Override
            public long length() {
                return 3;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("the temporary file is gone");
            }
        };

        assertThatThrownBy(() -> store.put(KEY, metadata(3), gone))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the body cannot be read: the temporary file is gone");
    }

    @Test
    void bodyThatBreaksIsNotReadAgain() {
        AtomicInteger opened = new AtomicInteger();
        server.answers(Answer.ok());
        ImageBody broken = new ImageBody() {
            @Override
            public long length() {
                return 100_000;
            }

            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(JPEG);
            }
        };

        assertThatThrownBy(() -> store.put(KEY, metadata(100_000), broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the body cannot be read: only 5000 of 100000 bytes arrived");
        assertThat(opened).hasValue(1);
    }

    @Test
    void clearingGoesThroughAllPages() throws IOException {
        server.answers(
                Answer.xml("<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t"
                        + "</NextContinuationToken><Contents><Key>" + KEY + "</Key></Contents></ListBucketResult>"),
                Answer.xml("<DeleteResult/>"),
                Answer.xml("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>" + KEY.replace('d', 'e')
                        + "</Key></Contents></ListBucketResult>"),
                Answer.xml("<DeleteResult/>"));

        store.clear();

        assertThat(server.asked()).extracting(StubServer.Asked::method).containsExactly("GET", "POST", "GET", "POST");
        assertThat(server.asked().get(1).header("Content-MD5")).isNotNull();
    }

    @Test
    void objectsThatStayMakeClearingFail() {
        server.answers(
                Answer.xml("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>" + KEY
                        + "</Key></Contents></ListBucketResult>"),
                Answer.xml(
                        "<DeleteResult><Error><Key>" + KEY + "</Key><Code>AccessDenied</Code></Error></DeleteResult>"));

        assertThatThrownBy(store::clear)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "1 objects could not be deleted, the first because of AccessDenied; allow s3:DeleteObject");
    }

    private static ImageBody counted(AtomicInteger opened) {
        return new ImageBody() {
            @Override
            public long length() {
                return JPEG.length;
            }

            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(JPEG);
            }
        };
    }
}
