package io.zoetrope.operators.observe;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers at once: a text's vector holds its length. Fails on what begins with "fail", and has no
 * vector of what begins with "huge".
 */
public final class TestingSentences implements SentenceVectors {
    private static final long serialVersionUID = 1L;
    public static final ModelRef MODEL = new ModelRef("testing-sentences", "1");

    @Override
    public Optional<ModelRef> model() {
        return Optional.of(MODEL);
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public CompletableFuture<Vector> of(String text) {
        if (text.startsWith("huge")) {
            return CompletableFuture.completedFuture(new Vector(null));
        }
        return text.startsWith("fail")
                ? CompletableFuture.failedFuture(new IllegalStateException("no vector"))
                : CompletableFuture.completedFuture(new Vector(new float[] {text.length()}));
    }
}
