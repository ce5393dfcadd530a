package io.zoetrope.query.embed;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.EngineOptions;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.InferenceEngines.Gathering;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.pictures.Pictures;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.options.QueryServiceOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The two encoders of one model package: the very code that embedded the videos. Queries that come
 * while the model is busy go through it together; a full queue holds the request back.
 */
public final class ModelQueryEncoder implements QueryEncoder {
    private final SharedEngine<String, Vector> texts;
    private final SharedEngine<byte[], Vector> images;
    private final String space;

    private ModelQueryEncoder(
            SharedEngine<String, Vector> texts, SharedEngine<byte[], Vector> images, String space) {
        this.space = space;
        this.texts = texts;
        this.images = images;
    }

    /**
     * Loads the package that the options name, else the bundled one.
     *
     * @throws io.zoetrope.models.packages.manifest.ManifestException if the package is not there,
     *     or one of its files
     * @throws io.zoetrope.models.runtime.onnx.ModelException if it cannot run as asked
     */
    public static ModelQueryEncoder open(QueryServiceOptions.Encoding options) {
        String name = options.name().isEmpty() ? ModelCatalog.DEFAULT_ENCODER : options.name();
        ModelPackage model = ModelCatalog.standard(options.models()).find(name);
        RuntimeOptions runtime = RuntimeOptions.parse(options.provider(), 0, 1, options.variant());
        SharedEngine<String, Vector> texts =
                InferenceEngines.texts(model, runtime, ModelQueryEncoder::atOnce);
        try {
            return new ModelQueryEncoder(
                    texts,
                    InferenceEngines.queryImages(model, runtime, ModelQueryEncoder::atOnce),
                    model.manifest().space());
        } catch (RuntimeException e) {
            texts.close();
            throw e;
        }
    }

    /** As for videos, but no query waits for others: those that wait anyway go together. */
    private static EngineOptions atOnce(int maxBatch, Provider provider) {
        EngineOptions usual = Gathering.AUTO.options(maxBatch, provider);
        return new EngineOptions(
                usual.maxBatch(), Duration.ZERO, usual.callers(), usual.capacity());
    }

    @Override
    public Vector text(String text) {
        return Direction.ofText(ask(texts, text), model());
    }

    @Override
    public Vector image(byte[] bytes) throws RejectedInput {
        byte[] rgb = Pictures.read(bytes, images.shape()).rgb();
        return Direction.ofMedia(ask(images, rgb), model());
    }

    private static <I> Vector ask(SharedEngine<I, Vector> engine, I item) {
        try {
            return engine.submit(item).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a query was embedded", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a query could not be embedded", e.getCause());
        }
    }

    @Override
    public int dimension() {
        return texts.dimension();
    }

    @Override
    public ModelRef model() {
        return texts.model();
    }

    @Override
    public String space() {
        return space;
    }

    @Override
    public String provider() {
        return texts.provider().wireName();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, "text", texts);
        bind(registry, "image", images);
    }

    private static void bind(MeterRegistry registry, String kind, SharedEngine<?, ?> engine) {
        Tags tags =
                Tags.of("kind", kind)
                        .and("model", engine.model().id())
                        .and("provider", engine.provider().wireName());
        FunctionTimer.builder(
                        QueryMetric.ENGINE_QUEUE.metricName(),
                        engine,
                        e -> e.metrics().items(),
                        e -> e.metrics().queueNanos(),
                        TimeUnit.NANOSECONDS)
                .description(QueryMetric.ENGINE_QUEUE.description())
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(
                        QueryMetric.ENGINE_CALLS.metricName(), engine, e -> e.metrics().batches())
                .description(QueryMetric.ENGINE_CALLS.description())
                .tags(tags)
                .register(registry);
        Gauge.builder(QueryMetric.ENGINE_WAITING.metricName(), engine, e -> e.metrics().waiting())
                .description(QueryMetric.ENGINE_WAITING.description())
                .tags(tags)
                .register(registry);
    }

    @Override
    public void close() {
        images.close();
        texts.close();
    }
}
