package io.zoetrope.query.embed;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Asks an encoder of sounds only for what the cache does not know. */
record CachingSounds(SoundEncoder encoder, VectorCache cache)
        implements SoundEncoder, Forwarding<SoundEncoder> {
    @Override
    public Vector sound(byte[] bytes) throws RejectedInput {
        return cache.bytes(model(), "sound", bytes, () -> encoder.sound(bytes));
    }

    @Override
    public String space() {
        return encoder.space();
    }
}
