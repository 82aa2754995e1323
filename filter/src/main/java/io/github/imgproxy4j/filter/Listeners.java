package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.event.EvictionEvent;
import io.github.imgproxy4j.filter.event.FetchEvent;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.github.imgproxy4j.filter.event.StoreEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies every listener; an exception in one affects neither the others nor the response. Thread-safe. */
final class Listeners implements ProxyListener {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final List<ProxyListener> all = new CopyOnWriteArrayList<>();

    void add(ProxyListener added) {
        all.add(added);
    }

    void remove(ProxyListener removed) {
        all.remove(removed);
    }

    @Override
    public void responded(ResponseEvent event) {
        notifyEach(each -> each.responded(event));
    }

    @Override
    public void stored(StoreEvent event) {
        notifyEach(each -> each.stored(event));
    }

    @Override
    public void fetched(FetchEvent event) {
        notifyEach(each -> each.fetched(event));
    }

    @Override
    public void evicted(EvictionEvent event) {
        notifyEach(each -> each.evicted(event));
    }

    @Override
    public void storeFailed(String key, Throwable cause) {
        notifyEach(each -> each.storeFailed(key, cause));
    }

    private void notifyEach(Consumer<ProxyListener> event) {
        for (ProxyListener each : all) {
            try {
                event.accept(each);
            } catch (RuntimeException bug) {
                log.error("a listener failed", bug);
            }
        }
    }
}
