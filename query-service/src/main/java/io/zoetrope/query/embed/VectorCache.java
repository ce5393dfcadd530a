package io.zoetrope.query.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.options.QueryServiceOptions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Remembers the vectors of queries, by model and content, so that a search asked again, or its next
 * page, costs no inference; what nobody asks for any more is forgotten after a while. One for all
 * encoders of the service. Thread-safe.
 */
public final class VectorCache {
    private static final int LONGEST_REMEMBERED = 1_000;

    private final boolean remembers;
    private final Cache<Key, Vector> known;
    private final MeterRegistry metrics;

    /**
     * @param content of bytes their SHA-256, of a text itself
     */
    private record Key(ModelRef model, String kind, String content) {}

    /** Makes a vector of bytes that may be nothing that it takes. */
    @FunctionalInterface
    public interface Embedding {
        Vector make() throws RejectedInput;
    }

    public VectorCache(QueryServiceOptions.Cache options, MeterRegistry metrics) {
        this(options, metrics, Ticker.systemTicker());
    }

    VectorCache(QueryServiceOptions.Cache options, MeterRegistry metrics, Ticker clock) {
        // A cache of size 0 would still hold its last entry until it tidies up.
        this.remembers = options.size() > 0;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(options.size())
                        .expireAfterAccess(options.unused())
                        .ticker(clock)
                        .recordStats()
                        .build();
        this.metrics = metrics;
        CaffeineCacheMetrics.monitor(metrics, known, QueryMetric.EMBEDDING_CACHE.metricName());
    }

    /**
     * @param kind what is embedded, as the metric names it
     */
    public Vector text(ModelRef model, String kind, String text, Supplier<Vector> embed) {
        return remembers && text.length() <= LONGEST_REMEMBERED
                ? known.get(new Key(model, kind, text), key -> timed(kind, embed))
                : timed(kind, embed);
    }

    private Vector timed(String kind, Supplier<Vector> embed) {
        return QueryMetric.EMBED.timer(metrics, kind).record(embed);
    }

    /**
     * @throws RejectedInput if the encoder does not take them
     */
    public Vector bytes(ModelRef model, String kind, byte[] bytes, Embedding embed)
            throws RejectedInput {
        Key key = remembers ? new Key(model, kind, sha256(bytes)) : null;
        Vector vector = remembers ? known.getIfPresent(key) : null;
        if (vector != null) {
            return vector;
        }
        Timer.Sample start = Timer.start();
        try {
            vector = embed.make();
        } finally {
            start.stop(QueryMetric.EMBED.timer(metrics, kind));
        }
        if (remembers) {
            known.put(key, vector);
        }
        return vector;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
