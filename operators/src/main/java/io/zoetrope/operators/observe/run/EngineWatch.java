package io.zoetrope.operators.observe.run;

import io.zoetrope.models.batching.EngineMetrics;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.operators.observe.Analysers;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells a model that is slow from one that is stuck. Engines are shared: who waits behind the
 * batches of others has done nothing wrong, however long it takes. So it is one call of a model
 * that has a bound. Thread-safe.
 */
final class EngineWatch {
    private final Analysers analysers;
    private final long mostNanos;

    /**
     * @param mostMs for one call of a model
     */
    EngineWatch(Analysers analysers, long mostMs) {
        this.analysers = analysers;
        this.mostNanos = TimeUnit.MILLISECONDS.toNanos(mostMs);
    }

    /**
     * What the engines do now.
     *
     * @param idle whether none has anything to do: whoever waits then waits for nothing, unless an
     *     answer is just being handed over
     * @param stuck models at one batch for too long
     * @param without those of the late ones who have no engine that could be busy
     */
    record Look(boolean idle, Set<String> stuck, Set<String> without) {
        /** Whether nothing is to be waited for. */
        boolean hopeless() {
            return !stuck.isEmpty() || !without.isEmpty();
        }
    }

    /**
     * @param late names of the analysers that have not answered
     */
    Look look(Set<String> late) {
        boolean idle = true;
        Set<String> stuck = new LinkedHashSet<>();
        Set<String> without = new LinkedHashSet<>(late);
        for (var entry : engines().entrySet()) {
            if (!entry.getValue().isEmpty()) {
                without.remove(entry.getKey());
            }
            for (SharedEngine<?, ?> engine : entry.getValue()) {
                EngineMetrics now = engine.metrics();
                idle &= now.idle();
                if (now.callNanos() > mostNanos) {
                    stuck.add(engine.model().id());
                }
            }
        }
        return new Look(idle, stuck, without);
    }

    private Map<String, List<SharedEngine<?, ?>>> engines() {
        Map<String, List<SharedEngine<?, ?>>> engines = new LinkedHashMap<>();
        analysers.list().forEach(one -> engines.put(one.spec().name(), one.engines()));
        analysers.listeners().forEach(one -> engines.put(one.spec().name(), one.engines()));
        engines.put(Analysers.SENTENCES, analysers.sentences().engines());
        return engines;
    }
}
