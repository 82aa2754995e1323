package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.github.imgproxy4j.filter.event.Statistics;
import io.github.imgproxy4j.filter.store.BrowsableStore;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector shows, in the words in which it shows it. Public because the page calls its methods.
 *
 * @param upstream what makes the variants
 * @param store what keeps them
 * @param abilities what is known of the server that keeps them, one line each
 * @param tiers what lies in each tier
 * @param tiles the counts since the start
 * @param origins where the pictures came from
 * @param besides how many answers were no pictures
 * @param requests the last requests, newest first
 * @param variants the variants stored last, newest first
 * @param problem why the store cannot be listed, or null
 */
public record InspectorPage(
        String upstream,
        String store,
        List<String> abilities,
        List<Tile> tiers,
        List<Tile> tiles,
        List<Origin> origins,
        String besides,
        List<Request> requests,
        List<Variant> variants,
        @Nullable String problem) {

    static final int VARIANTS = 24;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** Reads the proxy's state as it is now. */
    static InspectorPage of(CachingProxy proxy, RequestLog log) {
        BrowsableStore.Inventory inventory = null;
        String problem = null;
        try {
            inventory = proxy.inventory(VARIANTS);
        } catch (IOException unreadable) {
            problem = "The store cannot be listed now: " + unreadable.getMessage();
        }
        Statistics.Snapshot counts = proxy.statistics();
        return new InspectorPage(
                proxy.upstreamDescription(),
                proxy.storeDescription(),
                proxy.storeAbilities(),
                tiers(proxy, inventory),
                tiles(counts),
                Origin.of(counts),
                besides(counts),
                log.newestFirst().stream().map(Request::of).toList(),
                inventory == null
                        ? List.of()
                        : inventory.newest().stream().map(Variant::of).toList(),
                problem);
    }

    private static List<Tile> tiers(CachingProxy proxy, BrowsableStore.@Nullable Inventory inventory) {
        List<Tile> tiers = new ArrayList<>();
        tiers.add(new Tile("memory", "In memory", Words.count(proxy.memoryCount()), Words.bytes(proxy.memoryBytes())));
        if (inventory != null) {
            tiers.add(
                    new Tile("store", "In the store", Words.count(inventory.count()), Words.bytes(inventory.bytes())));
        }
        return tiers;
    }

    private static List<Tile> tiles(Statistics.Snapshot counts) {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile("requests", "Requests", Words.count(counts.requests()), "both routes"));
        tiles.add(new Tile("hits", "Hits", Words.count(counts.hits()), hitRatio(counts)));
        tiles.add(new Tile("misses", "Misses", Words.count(counts.misses()), "asked upstream"));
        tiles.add(new Tile("collapsed", "Collapsed", Words.count(counts.collapsed()), "shared a fetch"));
        tiles.add(new Tile(
                "stored", "Stored", Words.count(counts.stored()), Words.bytes(counts.bytesStored()) + " written"));
        tiles.add(new Tile("served", "Served", Words.bytes(counts.bytesServed()), "to browsers"));
        tiles.add(new Tile(
                "failed",
                "Failed",
                Words.count(counts.errors() + counts.storeFailures()),
                counts.storeFailures() + " of them not stored"));
        return tiles;
    }

    static String hitRatio(Statistics.Snapshot counts) {
        long pictures = pictures(counts);
        return pictures == 0
                ? "no picture asked for yet"
                : Math.round(100.0 * counts.hits() / pictures) + " % of pictures";
    }

    /**
     * The pictures asked for. The cache route's 404 is not one of them: the same picture comes a moment later by the
     * proxy route, and would be counted twice.
     */
    private static long pictures(Statistics.Snapshot counts) {
        return counts.hits() + counts.misses() + counts.collapsed();
    }

    /** What a purge would take away. */
    public String contents() {
        Tile held = tiers.get(tiers.size() - 1);
        return held.label() + ": " + held.value() + " variants, " + held.note() + ".";
    }

    private static String besides(Statistics.Snapshot counts) {
        return "Not counted here: the cache did not have a picture yet (404), and the browser moved to the proxy: "
                + Words.count(counts.notStored()) + "; refused: " + Words.count(counts.refused()) + ".";
    }

    /**
     * One number with its name.
     *
     * @param id a name for scripts and tests
     * @param label the name
     * @param value the number
     * @param note what it means
     */
    public record Tile(String id, String label, String value, String note) {}

    /**
     * One part of the bar that shows where pictures came from.
     *
     * @param kind a name for the style sheet
     * @param label the name
     * @param count how many pictures
     * @param start where the part begins, in per mille of the bar
     * @param length how long it is, in per mille
     */
    public record Origin(String kind, String label, long count, long start, long length) {
        static List<Origin> of(Statistics.Snapshot counts) {
            List<Origin> parts = new ArrayList<>();
            counts.hitsByTier().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(tier -> add(parts, counts, "hit-" + tier.getKey(), tier.getKey(), tier.getValue()));
            add(parts, counts, "miss", "upstream", counts.misses());
            add(parts, counts, "collapsed", "upstream, shared", counts.collapsed());
            return parts;
        }

        private static void add(List<Origin> parts, Statistics.Snapshot counts, String kind, String label, long count) {
            long start = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
            long length = Math.round(1000.0 * count / Math.max(1, pictures(counts)));
            parts.add(new Origin(kind, label, count, start, length));
        }

        private long end() {
            return start + length;
        }
    }

    /**
     * One answered request.
     *
     * @param at the instant it came, ISO 8601
     * @param time the same as a local time of day
     * @param outcome how the answer came about, a name for the style sheet
     * @param origin the same with the tier
     */
    public record Request(
            String at,
            String time,
            String method,
            String route,
            int status,
            String outcome,
            String origin,
            String bytes,
            String took,
            VariantName variant) {
        static Request of(RequestLog.Entry entry) {
            ResponseEvent event = entry.event();
            String outcome = word(event.outcome());
            return new Request(
                    event.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                    CLOCK.format(event.at()),
                    event.method(),
                    word(event.route()),
                    event.status(),
                    outcome,
                    event.tier() == null ? outcome.replace('-', ' ') : outcome + ", " + event.tier(),
                    Words.bytes(event.bytes()) + (event.complete() ? "" : ", cut off"),
                    Words.time(event.took()),
                    entry.path() == null && event.key() != null
                            ? new VariantName(event.key(), "")
                            : VariantName.of(entry.path()));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One stored variant.
     *
     * @param key its cache key
     * @param format its media type without {@code image/}
     * @param size its length
     */
    public record Variant(String key, String format, String size, VariantName name) {
        static Variant of(BrowsableStore.Item item) {
            return new Variant(
                    item.key(),
                    item.metadata().contentType().replaceFirst("^image/", ""),
                    Words.bytes(item.metadata().length()),
                    VariantName.of(item.metadata().path()));
        }
    }
}
