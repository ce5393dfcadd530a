package io.zoetrope.query.embed;

import io.zoetrope.domain.ModelRef;

/** What stands before an encoder and says of itself what that says. */
interface Forwarding<E extends ServedEncoder> extends ServedEncoder {
    E encoder();

    @Override
    default int dimension() {
        return encoder().dimension();
    }

    @Override
    default ModelRef model() {
        return encoder().model();
    }

    @Override
    default String provider() {
        return encoder().provider();
    }

    @Override
    default void close() {
        encoder().close();
    }
}
