package io.zoetrope.models.batching;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.AudioEncoder;
import io.zoetrope.models.runtime.AudioTagger;
import io.zoetrope.models.runtime.HeardSound;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.SentenceEncoder;
import io.zoetrope.models.runtime.TextEncoder;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.read.TextReader;
import io.zoetrope.models.runtime.speech.SpeechRecognizer;
import io.zoetrope.models.runtime.speech.Transcript;
import io.zoetrope.models.runtime.speech.VoiceActivity;
import io.zoetrope.models.runtime.speech.VoiceRequest;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.PageText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The engines of this process: all subtasks that ask for the same model with the same options get
 * the same engine, so batches cross videos. Thread-safe.
 */
public final class InferenceEngines {
    /** What is followed goes on with what is as unsure (Zhang et al., ByteTrack 2022). */
    private static final float LEAST_OBJECT_SCORE = .1f;

    private static final Map<Key, Entry<?, ?>> OPEN = new HashMap<>();

    private InferenceEngines() {}

    /** Packed RGB at the engine's shape → vector. */
    public static SharedEngine<byte[], Vector> images(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("image", model, runtime),
                gathering,
                () -> ImageEncoder.open(model, runtime),
                e -> new Served<>(e, e.shape(), e.dimension(), e::encode));
    }

    /**
     * As {@link #images}, for pictures that people wait for: an engine of its own over the same
     * native session, so that they do not stand behind the frames of videos in this process.
     */
    public static SharedEngine<byte[], Vector> queryImages(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("query-image", model, runtime),
                gathering,
                () -> ImageEncoder.open(model, runtime),
                e -> new Served<>(e, e.shape(), e.dimension(), e::encode));
    }

    /** Sentence → vector, in the space of the same package's pictures. */
    public static SharedEngine<String, Vector> texts(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("text", model, runtime),
                gathering,
                () -> TextEncoder.open(model, runtime),
                e -> new Served<>(e, null, e.dimension(), e::encode));
    }

    /** Frame → its detections, best first, also those below what the model asks for, from .1 up. */
    public static SharedEngine<Picture, List<Detection>> objects(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("objects", model, runtime),
                gathering,
                () -> ObjectDetector.open(model, runtime, LEAST_OBJECT_SCORE),
                d -> new Served<>(d, d.shape(), 0, d::detect));
    }

    /** Crop at the engine's shape → appearance vector. */
    public static SharedEngine<byte[], Vector> appearances(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("appearance", model, runtime),
                gathering,
                () -> ImageEncoder.open(model, runtime),
                e -> new Served<>(e, e.shape(), e.dimension(), e::encode));
    }

    /** Mono samples in [-1,1] of the encoder's length → vector. */
    public static SharedEngine<float[], Vector> sounds(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("sound", model, runtime),
                gathering,
                () -> AudioEncoder.open(model, runtime),
                e -> new Served<>(e, null, e.dimension(), e::encode));
    }

    /** Line or sign → vector by what it means. */
    public static SharedEngine<String, Vector> sentences(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("sentence", model, runtime),
                gathering,
                () -> SentenceEncoder.open(model, runtime),
                e -> new Served<>(e, null, e.dimension(), e::passages));
    }

    /** Picture of any size → what is written on it. */
    public static SharedEngine<Page, PageText> pages(
            ModelPackage detector,
            ModelPackage recognizer,
            RuntimeOptions runtime,
            Gathering gathering) {
        String both = detector.location() + '\n' + recognizer.location();
        ModelRef ref = TextReader.model(detector.ref(), recognizer.ref());
        return shared(
                new Key("page", both, ref, runtime),
                gathering,
                () -> TextReader.open(detector, recognizer, runtime),
                r -> new Served<>(r, null, 0, r::read));
    }

    /**
     * As {@link #sounds}, with the classes of the package's labels.
     *
     * @param words the text encoder of its space, for labels of an encoder without classes of its
     *     own
     */
    public static SharedEngine<float[], HeardSound> taggedSounds(
            ModelPackage model,
            Optional<ModelPackage> words,
            RuntimeOptions runtime,
            Gathering gathering) {
        return shared(
                key("tagged-sound", model, runtime),
                gathering,
                () -> AudioTagger.open(model, words, runtime),
                t -> new Served<>(t, null, t.dimension(), t::hear));
    }

    /** Samples → for each piece of the model how likely there is speech in it. */
    public static SharedEngine<VoiceRequest, float[]> voices(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("voice", model, runtime),
                gathering,
                () -> VoiceActivity.open(model, runtime),
                v -> new Served<>(v, null, 0, asked -> asked.stream().map(v::speech).toList()));
    }

    /** Samples of at most the model's length → what is said. */
    public static SharedEngine<float[], Transcript> transcripts(
            ModelPackage model, RuntimeOptions runtime, Gathering gathering) {
        return shared(
                key("speech", model, runtime),
                gathering,
                () -> SpeechRecognizer.open(model, runtime),
                r -> new Served<>(r, null, 0, r::transcribe));
    }

    private static Key key(String kind, ModelPackage model, RuntimeOptions runtime) {
        return new Key(kind, model.location(), model.ref(), runtime);
    }

    /** Options from what was opened: its batch and where it runs. The first user's are taken. */
    @FunctionalInterface
    public interface Gathering {
        /** {@link EngineOptions#forCpu} or {@link EngineOptions#forGpu}, by the provider in use. */
        Gathering AUTO =
                (maxBatch, provider) ->
                        provider == Provider.CPU
                                ? EngineOptions.forCpu(maxBatch)
                                : EngineOptions.forGpu(maxBatch);

        EngineOptions options(int maxBatch, Provider provider);
    }

    record Key(String kind, String location, ModelRef ref, RuntimeOptions runtime) {}

    /** An opened model as an engine needs it; shape is null if it takes no pictures. */
    record Served<I, O>(
            LoadedModel loaded, FrameShape shape, int dimension, BatchFunction<I, O> run) {}

    static final class Entry<I, O> {
        private final Key key;
        private final Served<I, O> served;
        private final InferenceEngine<I, O> engine;
        private int users;

        private Entry(Key key, Served<I, O> served, InferenceEngine<I, O> engine) {
            this.key = key;
            this.served = served;
            this.engine = engine;
        }

        Served<I, O> served() {
            return served;
        }

        InferenceEngine<I, O> engine() {
            return engine;
        }
    }

    // A key's kind fixes its types: each kind has one method above that makes it.
    @SuppressWarnings("unchecked")
    private static <M, I, O> SharedEngine<I, O> shared(
            Key key, Gathering gathering, Supplier<M> open, Function<M, Served<I, O>> serve) {
        synchronized (OPEN) {
            Entry<I, O> entry = (Entry<I, O>) OPEN.get(key);
            if (entry == null) {
                entry = start(key, gathering, serve.apply(open.get()));
                OPEN.put(key, entry);
            }
            entry.users++;
            return new SharedEngine<>(entry);
        }
    }

    private static <I, O> Entry<I, O> start(Key key, Gathering gathering, Served<I, O> served) {
        try {
            EngineOptions options =
                    gathering.options(served.loaded().maxBatch(), served.loaded().provider());
            String name = key.kind() + "-" + key.ref().id();
            return new Entry<>(key, served, new InferenceEngine<>(name, served.run(), options));
        } catch (RuntimeException e) {
            served.loaded().close();
            throw e;
        }
    }

    static void release(Entry<?, ?> entry) {
        synchronized (OPEN) {
            entry.users--;
            if (entry.users > 0) {
                return;
            }
            OPEN.remove(entry.key);
        }
        // Native memory that a call still reads must not be freed: the process would end.
        if (entry.engine.closeWithin(InferenceEngine.CLOSE_TIMEOUT)) {
            entry.served.loaded().close();
        }
    }

    /** How many engines this process holds. */
    static int open() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }
}
