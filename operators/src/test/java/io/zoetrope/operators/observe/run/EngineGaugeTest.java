package io.zoetrope.operators.observe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.batching.EngineOptions;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.analysers.ObjectAnalyser;
import io.zoetrope.operators.observe.analysers.PlannedModel;
import io.zoetrope.operators.observe.analysers.VisualAnalyser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.View;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** What a model's engine shows of itself, with the bundled encoder. */
class EngineGaugeTest {
    private static final String MODEL =
            ModelCatalog.bundled().find(ModelCatalog.DEFAULT_ENCODER).ref().id();
    private static final String PREFIX = "model=" + MODEL + ".provider=cpu.";

    /** Remembers what is registered, by its path. */
    private static final class Recording extends UnregisteredMetricsGroup {
        final Map<String, Object> metrics;
        private final String path;

        Recording(Map<String, Object> metrics, String path) {
            this.metrics = metrics;
            this.path = path;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Recording(metrics, path + key + "=" + value + ".");
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            metrics.put(path + name, gauge);
            return gauge;
        }

        @Override
        public <M extends Meter> M meter(String name, M meter) {
            metrics.put(path + name, meter);
            return meter;
        }
    }

    @Test
    void namesModelAndProvider() {
        try (SharedEngine<byte[], Vector> engine = open()) {
            assertThat(registered(engine))
                    .containsOnlyKeys(
                            PREFIX + "batchFill",
                            PREFIX + "failedCalls",
                            PREFIX + "itemsPerSecond",
                            PREFIX + "queueMillis",
                            PREFIX + "waiting");
        }
    }

    @Test
    void showsTheLastSecondsInWhichPicturesCame() throws Exception {
        try (SharedEngine<byte[], Vector> engine = open()) {
            Map<String, Object> metrics = registered(engine);
            ask(engine, 4);
            update(metrics);
            assertThat(value(metrics, "batchFill")).isEqualTo(1);
            assertThat(value(metrics, "queueMillis")).isPositive();
            assertThat(value(metrics, "failedCalls")).isZero();
            assertThat(value(metrics, "waiting")).isZero();
            assertThat(((Meter) metrics.get(PREFIX + "itemsPerSecond")).getRate()).isPositive();
            double waited = value(metrics, "queueMillis");
            update(metrics);
            assertThat(value(metrics, "batchFill")).as("nothing came").isEqualTo(1);
            assertThat(value(metrics, "queueMillis")).as("nothing came").isEqualTo(waited);
            ask(engine, 4);
            update(metrics);
            assertThat(value(metrics, "queueMillis")).as("new ones came").isNotEqualTo(waited);
        }
    }

    @Test
    void countsCallsThatThrewFromTheBeginning() throws Exception {
        try (SharedEngine<byte[], Vector> engine = open()) {
            Map<String, Object> metrics = registered(engine);
            for (int i = 0; i < 4; i++) {
                var unused = engine.submit(new byte[1]);
            }
            ask(engine, 4);
            update(metrics);
            update(metrics);
            assertThat(value(metrics, "failedCalls")).as("one of four, then each").isEqualTo(5);
        }
    }

    @Test
    void analysersShowTheEnginesThatTheyAsk() {
        Sampling sampling = Sampling.every(1_000_000);
        try (Analyser encoder =
                        new VisualAnalyser(planned(ModelCatalog.DEFAULT_ENCODER), sampling);
                Analyser detector =
                        new ObjectAnalyser(planned(ModelCatalog.DEFAULT_DETECTOR), sampling)) {
            encoder.open();
            detector.open();
            assertThat(modelOf(encoder)).isEqualTo(ModelCatalog.DEFAULT_ENCODER);
            assertThat(modelOf(detector)).isEqualTo(ModelCatalog.DEFAULT_DETECTOR);
        }
    }

    private static PlannedModel planned(String name) {
        return PlannedModel.find(List.of(), name, RuntimeOptions.CPU);
    }

    private static String modelOf(Analyser analyser) {
        assertThat(analyser.engines()).hasSize(1);
        return analyser.engines().get(0).model().name();
    }

    private static SharedEngine<byte[], Vector> open() {
        return InferenceEngines.images(
                ModelCatalog.bundled().find(ModelCatalog.DEFAULT_ENCODER),
                RuntimeOptions.CPU,
                (maxBatch, provider) -> new EngineOptions(4, Duration.ofHours(1), 1, 4));
    }

    private static Map<String, Object> registered(SharedEngine<?, ?> engine) {
        Recording root = new Recording(new TreeMap<>(), "");
        EngineGauge.register(root, engine);
        return root.metrics;
    }

    private static void ask(SharedEngine<byte[], Vector> engine, int pictures) throws Exception {
        List<CompletableFuture<Vector>> answers = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            answers.add(engine.submit(new byte[engine.shape().bytes()]));
        }
        for (CompletableFuture<Vector> answer : answers) {
            answer.get();
        }
    }

    private static void update(Map<String, Object> metrics) {
        metrics.values().forEach(metric -> ((View) metric).update());
    }

    private static double value(Map<String, Object> metrics, String name) {
        return (Double) ((Gauge<?>) metrics.get(PREFIX + name)).getValue();
    }
}
