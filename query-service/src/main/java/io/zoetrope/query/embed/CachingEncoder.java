package io.zoetrope.query.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Asks an encoder of words and pictures only for what the cache does not know. */
record CachingEncoder(QueryEncoder encoder, VectorCache cache)
        implements QueryEncoder, Forwarding<QueryEncoder> {
    @Override
    public Vector text(String text) {
        return cache.text(model(), "text", text, () -> encoder.text(text));
    }

    @Override
    public Vector image(byte[] bytes) throws RejectedInput {
        return cache.bytes(model(), "image", bytes, () -> encoder.image(bytes));
    }

    @Override
    public String space() {
        return encoder.space();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        encoder.bindTo(registry);
    }
}
