package io.zoetrope.query.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.metrics.QueryMetric;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Remembers the vectors of texts and pictures, by model and content, so that a search asked again,
 * or its next page, costs no inference.
 */
public final class CachingEncoder implements QueryEncoder {
    private static final int LONGEST_REMEMBERED = 1_000;

    private final QueryEncoder encoder;
    private final boolean remembers;
    private final Cache<Key, Vector> known;

    /**
     * @param content of a picture its SHA-256, of a text itself
     */
    private record Key(ModelRef model, String kind, String content) {}

    private final Timer textTime;
    private final Timer imageTime;

    /**
     * @param size vectors to remember; 0 turns the cache off
     */
    public CachingEncoder(QueryEncoder encoder, int size, MeterRegistry metrics) {
        this.encoder = encoder;
        // A cache of size 0 would still hold its last entry until it tidies up.
        this.remembers = size > 0;
        this.known = Caffeine.newBuilder().maximumSize(size).recordStats().build();
        CaffeineCacheMetrics.monitor(metrics, known, QueryMetric.EMBEDDING_CACHE.metricName());
        this.textTime = QueryMetric.EMBED.timer(metrics, "text");
        this.imageTime = QueryMetric.EMBED.timer(metrics, "image");
    }

    @Override
    public Vector text(String text) {
        return remembers && text.length() <= LONGEST_REMEMBERED
                ? known.get(new Key(model(), "text", text), key -> embed(text))
                : embed(text);
    }

    private Vector embed(String text) {
        return textTime.record(() -> encoder.text(text));
    }

    @Override
    public Vector image(byte[] bytes) throws RejectedInput {
        if (!remembers) {
            return embed(bytes);
        }
        Key key = new Key(model(), "image", sha256(bytes));
        Vector vector = known.getIfPresent(key);
        if (vector == null) {
            vector = embed(bytes);
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

    private Vector embed(byte[] bytes) throws RejectedInput {
        Timer.Sample start = Timer.start();
        try {
            return encoder.image(bytes);
        } finally {
            start.stop(imageTime);
        }
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public ModelRef model() {
        return encoder.model();
    }

    @Override
    public String provider() {
        return encoder.provider();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
