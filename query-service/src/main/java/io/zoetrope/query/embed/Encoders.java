package io.zoetrope.query.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.query.options.QueryServiceOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What turns queries into vectors, for each source its own; what is not there cannot be asked by
 * vector.
 *
 * @param visual words and pictures, for moments
 * @param sentences words by what they mean, for dialogue and texts
 * @param sounds for windows of sound
 * @param appearance for objects
 */
public record Encoders(
        QueryEncoder visual,
        Optional<WordEncoder> sentences,
        Optional<SoundEncoder> sounds,
        Optional<AppearanceEncoder> appearance)
        implements AutoCloseable {
    /** Words and pictures alone. */
    public static Encoders of(QueryEncoder visual) {
        return new Encoders(visual, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Those that the options name.
     *
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a package is not there, or
     *     one of its files
     * @throws io.zoetrope.models.runtime.onnx.ModelException if one cannot run as asked
     */
    public static Encoders open(QueryServiceOptions.Encoding options) {
        Encoders open = of(ModelQueryEncoder.open(options));
        try {
            open = open.with(optional(options, options.sentences(), ModelSentenceEncoder::open));
            open = open.hearing(optional(options, options.sounds(), ModelSoundEncoder::open));
            return open.seeing(
                    optional(options, options.appearance(), ModelAppearanceEncoder::open));
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /** Its variant is the image and text encoder's alone: the others may not have it. */
    private static <T> Optional<T> optional(
            QueryServiceOptions.Encoding options,
            Optional<String> name,
            BiFunction<ModelPackage, RuntimeOptions, T> open) {
        RuntimeOptions runtime = RuntimeOptions.parse(options.provider(), 0, 1, ModelPackage.PLAIN);
        return name.map(
                given -> open.apply(ModelCatalog.standard(options.models()).find(given), runtime));
    }

    private Encoders with(Optional<? extends WordEncoder> other) {
        return new Encoders(visual, other.map(e -> e), sounds, appearance);
    }

    private Encoders hearing(Optional<? extends SoundEncoder> other) {
        return new Encoders(visual, sentences, other.map(e -> e), appearance);
    }

    private Encoders seeing(Optional<? extends AppearanceEncoder> other) {
        return new Encoders(visual, sentences, sounds, other.map(e -> e));
    }

    /** The same, asked only for what the cache does not know. */
    public Encoders cached(VectorCache cache) {
        return new Encoders(
                new CachingEncoder(visual, cache),
                sentences.map(encoder -> new CachingWords(encoder, cache)),
                sounds.map(encoder -> new CachingSounds(encoder, cache)),
                appearance.map(encoder -> new CachingLooks(encoder, cache)));
    }

    /** Tells these models from others: vectors of other ones cannot be compared with these. */
    public int fingerprint() {
        return Objects.hash(
                visual.model().id(),
                visual.dimension(),
                sentences.map(encoder -> encoder.model().id()).orElse(""),
                sounds.map(encoder -> encoder.model().id()).orElse(""),
                appearance.map(encoder -> encoder.model().id()).orElse(""));
    }

    /** Adds what they count of themselves to the service's metrics. */
    public void bindTo(MeterRegistry registry) {
        visual.bindTo(registry);
        sentences.ifPresent(encoder -> encoder.bindTo(registry));
    }

    @Override
    public void close() {
        appearance.ifPresent(AppearanceEncoder::close);
        sounds.ifPresent(SoundEncoder::close);
        sentences.ifPresent(WordEncoder::close);
        visual.close();
    }
}
