package io.zoetrope.query.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.Vector;

/** Asks an encoder of sentences only for what the cache does not know. */
record CachingWords(WordEncoder encoder, VectorCache cache)
        implements WordEncoder, Forwarding<WordEncoder> {
    @Override
    public Vector text(String text) {
        return cache.text(model(), "sentence", text, () -> encoder.text(text));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        encoder.bindTo(registry);
    }
}
