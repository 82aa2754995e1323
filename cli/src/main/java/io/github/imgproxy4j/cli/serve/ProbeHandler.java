package io.github.imgproxy4j.cli.serve;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Handles probes before images; the health route of the filter reports not ready as soon as the shutdown begins. */
final class ProbeHandler extends Handler.Wrapper {
    private final Probes probes;
    private final String healthRoute;
    private final Drain drain;

    /**
     * Probes in front of another handler.
     *
     * @param mount of the filter, empty for the whole server
     */
    ProbeHandler(Probes probes, String mount, Drain drain) {
        this.probes = probes;
        this.healthRoute = mount + "/health";
        this.drain = drain;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (Probes.LIVE.equals(path)) {
            return respond(probes.live(), response, callback);
        }
        if (Probes.READY.equals(path) || (drain.hasBegun() && healthRoute.equals(path))) {
            return respond(probes.ready(), response, callback);
        }
        return super.handle(request, response, callback);
    }

    private static boolean respond(Probes.Result result, Response response, Callback callback) {
        response.setStatus(result.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, result.json(), callback);
        return true;
    }
}
