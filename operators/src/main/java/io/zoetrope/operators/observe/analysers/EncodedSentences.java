package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.operators.observe.SentenceVectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a sentence encoder, and remembers the answers about the last texts: a sign is read in many
 * frames.
 */
public final class EncodedSentences implements SentenceVectors {
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 256;

    private final PlannedModel model;

    private transient SharedEngine<String, Vector> engine;
    private transient Map<String, CompletableFuture<Vector>> answers;

    /**
     * @param model see {@link PlannedModel#findSentences}
     */
    public EncodedSentences(PlannedModel model) {
        this.model = model;
    }

    @Override
    public Optional<ModelRef> model() {
        return Optional.of(model.ref());
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public void open() {
        answers = new LinkedHashMap<>(REMEMBERED, 0.75f, true);
        engine =
                InferenceEngines.sentences(
                        model.here(), model.runtime(), InferenceEngines.Gathering.AUTO);
    }

    @Override
    public List<SharedEngine<?, ?>> engines() {
        return List.of(engine);
    }

    @Override
    public CompletableFuture<Vector> of(String text) throws InterruptedException {
        synchronized (answers) {
            CompletableFuture<Vector> known = answers.get(text);
            if (known != null) {
                return known;
            }
        }
        // Asked without the lock: it may be held back. Two that ask the same at once ask twice.
        CompletableFuture<Vector> asked = engine.submit(text);
        synchronized (answers) {
            answers.put(text, asked);
            if (answers.size() > REMEMBERED) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        return asked;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
