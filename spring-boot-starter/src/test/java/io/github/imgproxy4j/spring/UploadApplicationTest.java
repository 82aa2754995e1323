package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app that publishes {@link ImageUploaded}: its visitors see the new image. */
class UploadApplicationTest {
    private static final byte[] OLD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1};
    private static final byte[] NEW = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 2};

    @TempDir
    private Path folder;

    @Test
    void uploadedImageReplacesItsVariantsWhichAreMadeAgain() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", OLD));
                RunningApplication app = start(upstream)) {
            Imgproxy imgproxy = app.bean(Imgproxy.class);
            ImageUrls card = imgproxy.image("local:///cat.jpg").preset("card").urls();
            ImageUrls free = imgproxy.image("local:///cat.jpg").width(77).urls();
            ImageUrls other = imgproxy.image("local:///dog.jpg").preset("card").urls();
            for (ImageUrls urls : new ImageUrls[] {card, free, other}) {
                assertThat(app.send("GET", urls.proxy()).body()).isEqualTo(OLD);
                await().until(() -> app.send("GET", urls.cached()).statusCode() == 200);
            }

            upstream.reply(Reply.image("image/png", NEW));
            app.publish(new ImageUploaded("local:///cat.jpg"));

            assertThat(app.send("GET", free.cached()).statusCode()).isEqualTo(404);
            await().untilAsserted(() ->
                    assertThat(app.send("GET", card.cached()).body()).isEqualTo(NEW));
            assertThat(app.send("GET", other.cached()).body()).isEqualTo(OLD);
        }
    }

    @Test
    void wrongPresetIsReportedToThePublisher() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", OLD));
                RunningApplication app = start(upstream)) {
            ImageUploaded upload = new ImageUploaded("local:///cat.jpg", "crad");

            assertThatThrownBy(() -> app.publish(upload))
                    .isInstanceOf(ImgproxyException.class)
                    .hasMessageContaining("crad");
            assertThat(upload).hasToString("ImageUploaded[source=local:///cat.jpg, presets=[crad]]");
        }
    }

    private RunningApplication start(StubImgproxy upstream) {
        return RunningApplication.start(
                OpenApplication.class,
                upstream,
                folder,
                "--imgproxy.key-layout=grouped",
                "--imgproxy.presets=card=rs:fill:300:200");
    }
}
