package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.store.s3.StubServer.Answer;
import io.github.imgproxy4j.store.s3.StubServer.Asked;
import io.github.imgproxy4j.store.s3.internal.BucketLocation;
import io.github.imgproxy4j.store.s3.internal.ReadPolicy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact requests, because no server in these tests knows policies and lifecycles. */
class BucketSetupTest {
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"imgproxy4jRead\","
            + "\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::images/variants/*\"}]}";

    private StubServer server;
    private BucketSetup setup;

    @BeforeEach
    void start() throws IOException {
        S3Server.setCredentials();
        server = new StubServer();
        setup = BucketSetup.of(
                S3ImageStore.builder("images").folder("variants/").endpoint(server.endpoint()));
    }

    @AfterEach
    void stop() {
        setup.close();
        server.close();
    }

    // Policy

    @Test
    void objectsOfTheFolderAndNoOthersArePubliclyReadable() throws IOException {
        server.answers(Answer.error(404, "NoSuchBucketPolicy"), Answer.ok());

        setup.allowReading();

        Asked put = server.asked().get(1);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /images?policy");
        assertThat(put.body()).contains(POLICY);
    }

    @Test
    void policyThatIsThereIsNotSetAgain() throws IOException {
        server.answers(Answer.body(POLICY));

        setup.allowReading();

        assertThat(server.asked()).extracting(Asked::method).containsExactly("GET");
    }

    @Test
    void foreignPolicyIsUnchangedAndTheStatementIsShown() {
        server.answers(Answer.body("{\"Statement\":[{\"Sid\":\"theirs\"}]}"));

        assertThatThrownBy(setup::allowReading)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already has a policy; add this statement to it: {\"Sid\":\"imgproxy4jRead\"");
        assertThat(server.asked()).extracting(Asked::method).containsExactly("GET");
    }

    @Test
    void blockOfPublicAccessIsNamed() {
        server.answers(Answer.error(404, "NoSuchBucketPolicy"), Answer.error(403, "AccessDenied"));

        assertThatThrownBy(setup::allowReading)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("allow s3:PutBucketPolicy, and turn off \"block public access\"");
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov", "auto, aws"})
    void resourceIsOfThePartitionOfTheRegion(String region, String partition) {
        assertThat(new ReadPolicy(new BucketLocation("images", "", null, region)).statement())
                .contains("\"arn:" + partition + ":s3:::images/*\"");
    }

    // CORS

    @Test
    void originsGetARuleBesideThoseOfOthers() throws IOException {
        server.answers(
                Answer.xml("<CORSConfiguration><CORSRule><ID>theirs</ID><AllowedMethod>PUT</AllowedMethod>"
                        + "<AllowedOrigin>*</AllowedOrigin></CORSRule><CORSRule><ID>imgproxy4j</ID>"
                        + "<AllowedMethod>GET</AllowedMethod><AllowedOrigin>https://old.example</AllowedOrigin>"
                        + "</CORSRule></CORSConfiguration>"),
                Answer.ok());

        setup.allowOrigins(List.of("https://www.example.com", "https://shop.example.com"));

        Asked put = server.asked().get(1);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /images?cors");
        assertThat(put.body())
                .contains("<ID>theirs</ID>")
                .contains("<ID>imgproxy4j</ID>")
                .contains("<AllowedOrigin>https://www.example.com</AllowedOrigin>")
                .contains("<AllowedOrigin>https://shop.example.com</AllowedOrigin>")
                .contains("<AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>")
                .doesNotContain("https://old.example");
    }

    // Lifecycle

    @Test
    void ageLimitIsForTheFolderOnly() throws IOException {
        server.answers(Answer.error(404, "NoSuchLifecycleConfiguration"), Answer.ok());

        setup.expireAfter(90);

        Asked put = server.asked().get(1);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /images?lifecycle");
        assertThat(put.header("Content-MD5")).as("demanded by S3").isNotNull();
        assertThat(put.body())
                .contains("<ID>imgproxy4j variants/</ID>")
                .contains("<Prefix>variants/</Prefix>")
                .contains("<Expiration><Days>90</Days></Expiration>")
                .contains("<Status>Enabled</Status>");
    }

    @Test
    void newAgeLimitReplacesOursAndLeavesOthers() throws IOException {
        server.answers(
                Answer.xml("<LifecycleConfiguration>" + rule("theirs", 1) + rule("imgproxy4j variants/", 2)
                        + "</LifecycleConfiguration>"),
                Answer.ok());

        setup.expireAfter(3);

        assertThat(server.asked().get(1).body())
                .contains("<ID>theirs</ID>", "<Days>1</Days>", "<Days>3</Days>")
                .doesNotContain("<Days>2</Days>");
    }

    private static String rule(String id, int days) {
        return "<Rule><ID>" + id + "</ID><Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status><Expiration><Days>"
                + days + "</Days></Expiration></Rule>";
    }

    @Test
    void serverThatKnowsNoPoliciesIsAClearFailure() {
        server.answers(Answer.error(501, "NotImplemented"));

        assertThatThrownBy(setup::allowReading)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the server does not support this request (501 NotImplemented)");
    }
}
