package io.zoetrope.benchmarks;

import io.zoetrope.models.batching.EngineMetrics;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SoundAnalyser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the analysers' models were asked since a time: whether two ways of doing the same ask them
 * the same, in batches of the same size.
 */
final class EngineWork {
    private final Map<SharedEngine<?, ?>, EngineMetrics> begin = new LinkedHashMap<>();

    private EngineWork() {}

    /**
     * @param analysers opened; engines of this process are shared, so it does not matter who asks
     */
    static EngineWork of(Analysers analysers) {
        EngineWork work = new EngineWork();
        analysers.list().stream().map(Analyser::engines).forEach(work::add);
        analysers.listeners().stream().map(SoundAnalyser::engines).forEach(work::add);
        return work;
    }

    private void add(List<SharedEngine<?, ?>> engines) {
        engines.forEach(engine -> begin.put(engine, engine.metrics()));
    }

    /** A line for each model. */
    String since() {
        StringBuilder lines = new StringBuilder();
        begin.forEach(
                (engine, before) -> {
                    EngineMetrics since = engine.metrics().since(before);
                    lines.append(
                            String.format(
                                    Locale.ROOT,
                                    "  %-40s %d asked, in %d batches, %.2f s of calls%n",
                                    engine.model().id(),
                                    since.items(),
                                    since.batches(),
                                    since.runNanos() / 1e9));
                });
        return lines.toString();
    }
}
