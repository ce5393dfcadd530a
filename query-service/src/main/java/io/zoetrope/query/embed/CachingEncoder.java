package io.zoetrope.query.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Asks an encoder of words and pictures only for what the cache does not know. */
public final class CachingEncoder implements QueryEncoder {
    private final QueryEncoder encoder;
    private final VectorCache cache;

    public CachingEncoder(QueryEncoder encoder, VectorCache cache) {
        this.encoder = encoder;
        this.cache = cache;
    }

    @Override
    public Vector text(String text) {
        return cache.text(model(), "text", text, () -> encoder.text(text));
    }

    @Override
    public Vector image(byte[] bytes) throws RejectedInput {
        return cache.bytes(model(), "image", bytes, () -> encoder.image(bytes));
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
    public String space() {
        return encoder.space();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        encoder.bindTo(registry);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
