package io.zoetrope.operators.observe;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** If no sentence encoder is configured. */
record NoVectors() implements SentenceVectors {
    private static final long serialVersionUID = 1L;
    private static final Vector EMPTY = new Vector(null);

    @Override
    public Optional<ModelRef> model() {
        return Optional.empty();
    }

    @Override
    public int dimension() {
        return 0;
    }

    @Override
    public CompletableFuture<Vector> of(String text) {
        return CompletableFuture.completedFuture(EMPTY);
    }
}
