package io.zoetrope.query.embed;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Asks an encoder of appearances only for what the cache does not know. */
record CachingLooks(AppearanceEncoder encoder, VectorCache cache) implements AppearanceEncoder {
    @Override
    public Vector look(byte[] bytes) throws RejectedInput {
        return cache.bytes(model(), "appearance", bytes, () -> encoder.look(bytes));
    }

    @Override
    public ModelRef model() {
        return encoder.model();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
