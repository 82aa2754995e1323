package io.github.imgproxy4j.filter.internal.warm;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.Lookup;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Has one variant made that is not there yet, as a request in the background would. Thread-safe. */
public final class VariantMaker {
    /** The formats that today's browsers take, where upstream chooses among them. */
    private static final String ACCEPT = "image/avif,image/webp,*/*";

    private final Imgproxy imgproxy;
    private final Policy policy;
    private final Lookup lookup;

    public VariantMaker(Imgproxy imgproxy, Policy policy, Lookup lookup) {
        this.imgproxy = imgproxy;
        this.policy = policy;
        this.lookup = lookup;
    }

    /** Makes it; never fails. The result comes when its last byte is here, and from then on visitors get it. */
    CompletableFuture<Made> make(SignedPath signedPath) {
        ClientRequest request = new ClientRequest("GET", signedPath.text(), ACCEPT, Conditions.NONE, true);
        RequestCheck check = RequestCheck.of(request, "", Set.of(Route.PROXY), imgproxy, policy)
                .negotiated(request, policy);
        return lookup.find(check, request, () -> Forwarding.ofAccept(request, policy.negotiation()))
                .thenCompose(VariantMaker::whole);
    }

    private static CompletableFuture<Made> whole(ProxyResponse response) {
        ProxyResponse.Image image = response.image();
        if (image == null) {
            return CompletableFuture.completedFuture(new Made(false, response.errorStatus()));
        }
        boolean made = response.cacheStatus().outcome() != Outcome.HIT;
        return image.bytes().wholeLength().handle((length, broken) -> {
            image.bytes().close();
            return new Made(made, broken == null ? null : ErrorStatus.BAD_GATEWAY);
        });
    }

    /**
     * What became of a variant.
     *
     * @param now whether it was made, and not there already
     * @param errorStatus why it could not be made, or null
     */
    record Made(boolean now, @Nullable ErrorStatus errorStatus) {
        /** Whether there was no room for it. */
        boolean isBusy() {
            return ErrorStatus.BUSY.equals(errorStatus);
        }
    }
}
