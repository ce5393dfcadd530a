package io.zoetrope.query.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;

/** Asks an encoder of sentences only for what the cache does not know. */
record CachingWords(WordEncoder encoder, VectorCache cache) implements WordEncoder {
    @Override
    public Vector text(String text) {
        return cache.text(model(), "sentence", text, () -> encoder.text(text));
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
    public void bindTo(MeterRegistry registry) {
        encoder.bindTo(registry);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
