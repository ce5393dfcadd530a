package io.zoetrope.models.cli;

import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.AudioEncoder;
import io.zoetrope.models.runtime.CaptionDecoder;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.SentenceEncoder;
import io.zoetrope.models.runtime.TextEncoder;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.read.TextDetector;
import io.zoetrope.models.runtime.read.TextRecognizer;
import io.zoetrope.models.runtime.speech.SpeechRecognizer;
import io.zoetrope.models.runtime.speech.VoiceActivity;
import io.zoetrope.models.text.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Runs each part of a package on a grey picture, a short sentence or a second of silence. */
final class Probe {
    private static final int RUNS = 5;
    private static final byte GREY = 127;

    private final ModelPackage model;
    private final RuntimeOptions options;

    /**
     * What one graph did.
     *
     * @param gives what came out, for people
     * @param medianNanos of the calls after the first
     */
    record Part(
            String name,
            Provider provider,
            long loadNanos,
            long firstNanos,
            long medianNanos,
            String gives) {}

    Probe(ModelPackage model, RuntimeOptions options) {
        this.model = model;
        this.options = options;
    }

    /**
     * @throws io.zoetrope.models.runtime.onnx.ModelException if the package cannot be loaded or run
     */
    List<Part> run() {
        return switch (model.manifest().task()) {
            case IMAGE_TEXT_ENCODER -> List.of(image(), text());
            case IMAGE_ENCODER -> List.of(image());
            case APPEARANCE_ENCODER -> List.of(appearance());
            case OBJECT_DETECTOR -> List.of(detector());
            case AUDIO_ENCODER -> List.of(audio());
            case VOICE_ACTIVITY -> List.of(voice());
            case CAPTION_DECODER -> List.of(caption());
            case SPEECH_RECOGNIZER -> List.of(recognizer());
            case SENTENCE_ENCODER -> List.of(sentence());
            case TEXT_DETECTOR -> List.of(regions());
            case TEXT_RECOGNIZER -> List.of(line());
        };
    }

    private Part image() {
        long start = System.nanoTime();
        try (ImageEncoder encoder = ImageEncoder.open(model, options)) {
            List<byte[]> grey = List.of(grey(encoder.shape()));
            return measure("image", encoder.provider(), start, () -> vectors(encoder.encode(grey)));
        }
    }

    private Part text() {
        long start = System.nanoTime();
        try (TextEncoder encoder = TextEncoder.open(model, options)) {
            List<String> sentence = List.of("a red car at night");
            return measure(
                    "text", encoder.provider(), start, () -> vectors(encoder.encode(sentence)));
        }
    }

    private Part sentence() {
        long start = System.nanoTime();
        try (SentenceEncoder encoder = SentenceEncoder.open(model, options)) {
            List<String> sentence = List.of("a red car at night");
            return measure(
                    "text", encoder.provider(), start, () -> vectors(encoder.queries(sentence)));
        }
    }

    private Part regions() {
        long start = System.nanoTime();
        try (TextDetector detector = TextDetector.open(model, options)) {
            FrameShape shape = model.manifest().image().shape();
            List<Page> page = List.of(new Page(grey(shape), shape.width(), shape.height()));
            return measure(
                    "detector",
                    detector.provider(),
                    start,
                    () -> detector.detect(page).get(0).regions().size() + " in a grey picture");
        }
    }

    private Part line() {
        long start = System.nanoTime();
        try (TextRecognizer recognizer = TextRecognizer.open(model, options)) {
            int height = recognizer.height();
            byte[] grey = new byte[height * height * 3];
            Arrays.fill(grey, GREY);
            List<Page> line = List.of(new Page(grey, height, height));
            return measure(
                    "recognizer",
                    recognizer.provider(),
                    start,
                    () -> "\"" + recognizer.read(line).get(0).text() + "\" in a grey line");
        }
    }

    private Part appearance() {
        long start = System.nanoTime();
        try (ImageEncoder encoder = ImageEncoder.open(model, options)) {
            List<byte[]> grey = List.of(grey(encoder.shape()));
            return measure("image", encoder.provider(), start, () -> vectors(encoder.encode(grey)));
        }
    }

    private Part detector() {
        long start = System.nanoTime();
        try (ObjectDetector detector = ObjectDetector.open(model, options)) {
            FrameShape shape = detector.shape();
            List<Picture> grey = List.of(new Picture(grey(shape), shape.width(), shape.height()));
            return measure(
                    "detector",
                    detector.provider(),
                    start,
                    () ->
                            detector.detect(grey).get(0).size()
                                    + " of "
                                    + detector.labels().size()
                                    + " classes in a grey picture");
        }
    }

    private Part audio() {
        long start = System.nanoTime();
        try (AudioEncoder encoder = AudioEncoder.open(model, options)) {
            List<float[]> silence = List.of(new float[encoder.samples()]);
            return measure(
                    "audio", encoder.provider(), start, () -> vectors(encoder.encode(silence)));
        }
    }

    private Part voice() {
        long start = System.nanoTime();
        try (VoiceActivity voice = VoiceActivity.open(model, options)) {
            float[] silence = new float[voice.samples()];
            return measure(
                    "vad",
                    voice.provider(),
                    start,
                    () ->
                            String.format(
                                    Locale.ROOT,
                                    "speech %.3f in silence",
                                    voice.speech(silence)[0]));
        }
    }

    private Part recognizer() {
        long start = System.nanoTime();
        try (SpeechRecognizer recognizer = SpeechRecognizer.open(model, options)) {
            float[] silence = new float[recognizer.sampleRate()];
            return measure(
                    "encoder and decoder",
                    recognizer.provider(),
                    start,
                    () -> "\"" + recognizer.transcribe(silence) + "\" for silence");
        }
    }

    private Part caption() {
        long start = System.nanoTime();
        try (CaptionDecoder decoder = CaptionDecoder.open(model, options)) {
            float[] values = new float[decoder.dimension()];
            values[0] = 1;
            List<Vector> vector = List.of(new Vector(values));
            return measure(
                    "step",
                    decoder.provider(),
                    start,
                    () -> "\"" + decoder.describe(vector).get(0) + "\" for a unit vector");
        }
    }

    private static Part measure(String name, Provider provider, long start, Supplier<String> call) {
        long loaded = System.nanoTime();
        String gives = call.get();
        long first = System.nanoTime();
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long before = System.nanoTime();
            gives = call.get();
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        return new Part(name, provider, loaded - start, first - loaded, nanos[RUNS / 2], gives);
    }

    private static String vectors(List<Vector> vectors) {
        return vectors.get(0).dimension() + " dimensions";
    }

    private static byte[] grey(FrameShape shape) {
        byte[] rgb = new byte[shape.bytes()];
        Arrays.fill(rgb, GREY);
        return rgb;
    }
}
