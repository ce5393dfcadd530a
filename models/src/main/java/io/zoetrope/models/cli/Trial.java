package io.zoetrope.models.cli;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.pictures.Pictures;
import io.zoetrope.models.runtime.AudioEncoder;
import io.zoetrope.models.runtime.CaptionDecoder;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.LabelScore;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.SentenceEncoder;
import io.zoetrope.models.runtime.TextEncoder;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.read.TextReader;
import io.zoetrope.models.runtime.speech.SpeechRecognizer;
import io.zoetrope.models.runtime.speech.VoiceActivity;
import io.zoetrope.models.sounds.WavSound;
import io.zoetrope.models.text.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** One run of a package on given inputs, printed for people. */
final class Trial {
    private static final int BEST = 5;
    private static final float SPEECH = 0.5f;

    private final ModelPackage model;
    private final ModelCatalog catalog;
    private final RuntimeOptions options;
    private final PrintWriter out;
    private final Set<Provider> providers = EnumSet.noneOf(Provider.class);

    Trial(ModelPackage model, ModelCatalog catalog, RuntimeOptions options, PrintWriter out) {
        this.model = model;
        this.catalog = catalog;
        this.options = options;
        this.out = out;
    }

    /**
     * @param image null if none was given
     * @param audio null if none was given
     * @throws RejectedInput if a file cannot be used, or one that the task needs was not given
     */
    void run(Path image, Path audio, List<String> texts) throws RejectedInput {
        switch (model.manifest().task()) {
            case IMAGE_TEXT_ENCODER -> similarities(given(image, "--image"), texts);
            case IMAGE_ENCODER -> labels(given(image, "--image"));
            case OBJECT_DETECTOR -> objects(given(image, "--image"));
            case CAPTION_DECODER -> sentence(given(image, "--image"));
            case AUDIO_ENCODER -> sound(given(audio, "--audio"), texts);
            case VOICE_ACTIVITY -> speech(given(audio, "--audio"));
            case SPEECH_RECOGNIZER -> words(given(audio, "--audio"));
            case SENTENCE_ENCODER -> meaning(texts);
            case TEXT_DETECTOR -> writing(given(image, "--image"), model, defaultRecognizer());
            case TEXT_RECOGNIZER -> writing(given(image, "--image"), defaultDetector(), model);
            case APPEARANCE_ENCODER ->
                    throw new ModelException(
                            model.name()
                                    + ": a package of task "
                                    + model.manifest().task().wireName()
                                    + " has nothing to print for one input");
        }
    }

    /** Where the models of the run ran. */
    Set<Provider> providers() {
        return providers;
    }

    private Path given(Path file, String option) throws RejectedInput {
        if (file == null) {
            throw new RejectedInput(
                    Reason.MISSING_INPUT,
                    model.name()
                            + ": a package of task "
                            + model.manifest().task().wireName()
                            + " needs "
                            + option
                            + " FILE");
        }
        return file;
    }

    private void similarities(Path image, List<String> texts) throws RejectedInput {
        print(encode(model, image), model, texts);
    }

    private Vector encode(ModelPackage encoderPackage, Path image) throws RejectedInput {
        try (ImageEncoder encoder = ImageEncoder.open(encoderPackage, options)) {
            providers.add(encoder.provider());
            return encoder.encode(List.of(picture(image, encoder.shape()).rgb())).get(0);
        }
    }

    private void labels(Path image) throws RejectedInput {
        try (ImageEncoder encoder = ImageEncoder.open(model, options)) {
            providers.add(encoder.provider());
            List<byte[]> rgb = List.of(picture(image, encoder.shape()).rgb());
            encoder.classify(rgb, BEST).get(0).forEach(this::print);
        }
    }

    private void objects(Path image) throws RejectedInput {
        try (ObjectDetector detector = ObjectDetector.open(model, options)) {
            providers.add(detector.provider());
            Picture frame = picture(image, detector.shape());
            for (Detection found : detector.detect(List.of(frame)).get(0)) {
                out.printf(
                        Locale.ROOT,
                        "%.3f %s at %.2f,%.2f to %.2f,%.2f%n",
                        found.score(),
                        found.label(),
                        found.box().x0(),
                        found.box().y0(),
                        found.box().x1(),
                        found.box().y1());
            }
        }
    }

    private void sentence(Path image) throws RejectedInput {
        Vector seen = encode(encoderOfSpace(), image);
        try (CaptionDecoder decoder = CaptionDecoder.open(model, options)) {
            providers.add(decoder.provider());
            out.println(decoder.describe(List.of(seen)).get(0));
        }
    }

    private void sound(Path audio, List<String> texts) throws RejectedInput {
        try (AudioEncoder encoder = AudioEncoder.open(model, options)) {
            providers.add(encoder.provider());
            float[] samples = WavSound.read(audio, encoder.sampleRate());
            int used = Math.min(samples.length, encoder.samples());
            List<float[]> piece = List.of(java.util.Arrays.copyOf(samples, used));
            if (encoder.classifies()) {
                encoder.classify(piece, BEST).get(0).forEach(this::print);
            } else {
                List<String> asked = texts.isEmpty() ? model.labels() : texts;
                print(encoder.encode(piece).get(0), encoderOfSpace(), asked);
            }
        }
    }

    private void speech(Path audio) throws RejectedInput {
        try (VoiceActivity voice = VoiceActivity.open(model, options)) {
            providers.add(voice.provider());
            float[] speech = voice.speech(WavSound.read(audio, voice.sampleRate()));
            long spoken =
                    IntStream.range(0, speech.length).filter(i -> speech[i] >= SPEECH).count();
            out.printf(
                    Locale.ROOT,
                    "speech in %.0f %% of %.1f s%n",
                    100.0 * spoken / Math.max(1, speech.length),
                    (double) speech.length * voice.samples() / voice.sampleRate());
        }
    }

    private void words(Path audio) throws RejectedInput {
        try (SpeechRecognizer recognizer = SpeechRecognizer.open(model, options)) {
            providers.add(recognizer.provider());
            float[] samples = WavSound.read(audio, recognizer.sampleRate());
            int used = Math.min(samples.length, recognizer.maxSamples());
            out.println(recognizer.transcribe(java.util.Arrays.copyOf(samples, used)));
        }
    }

    private ModelPackage defaultDetector() {
        return catalog.find(ModelCatalog.DEFAULT_TEXT_DETECTOR);
    }

    private ModelPackage defaultRecognizer() {
        return catalog.find(ModelCatalog.DEFAULT_TEXT_RECOGNIZER);
    }

    private void writing(Path image, ModelPackage detector, ModelPackage recognizer)
            throws RejectedInput {
        try (TextReader reader = TextReader.open(detector, recognizer, options)) {
            providers.add(reader.recognizer().provider());
            Page page = page(image, reader.detector().maxSide());
            reader.read(List.of(page)).get(0).lines().stream()
                    .map(line -> new LabelScore(line.text(), line.confidence()))
                    .forEach(this::print);
        }
    }

    private static Page page(Path file, int maxSide) throws RejectedInput {
        try {
            return Pictures.readWithin(Files.readAllBytes(file), maxSide);
        } catch (IOException e) {
            throw new RejectedInput(Reason.NOT_FOUND, file + ": cannot be read", e);
        }
    }

    /** How near the texts after the first one are to it. */
    private void meaning(List<String> texts) throws RejectedInput {
        if (texts.size() < 2) {
            throw new RejectedInput(
                    Reason.MISSING_INPUT,
                    model.name() + ": give a question and what to compare it with: --text A B");
        }
        try (SentenceEncoder encoder = SentenceEncoder.open(model, options)) {
            providers.add(encoder.provider());
            List<String> lines = texts.subList(1, texts.size());
            print(encoder.queries(texts.subList(0, 1)).get(0), lines, encoder.passages(lines));
        }
    }

    private ModelPackage encoderOfSpace() {
        String space = model.manifest().space();
        return catalog.inSpace(ModelTask.IMAGE_TEXT_ENCODER, space)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        model.name()
                                                + ": there is no image and text encoder of space '"
                                                + space
                                                + "'"));
    }

    private void print(Vector vector, ModelPackage words, List<String> texts) throws RejectedInput {
        if (texts.isEmpty()) {
            throw new RejectedInput(
                    Reason.MISSING_INPUT,
                    model.name() + ": give sentences to compare with: --text WORDS");
        }
        try (TextEncoder encoder = TextEncoder.open(words, options)) {
            providers.add(encoder.provider());
            print(vector, texts, encoder.encode(texts));
        }
    }

    private void print(Vector vector, List<String> texts, List<Vector> said) {
        IntStream.range(0, texts.size())
                .mapToObj(i -> new LabelScore(texts.get(i), vector.dot(said.get(i))))
                .sorted(Comparator.comparing(LabelScore::score).reversed())
                .forEach(this::print);
    }

    private void print(LabelScore score) {
        out.printf(Locale.ROOT, "%.3f %s%n", score.score(), score.label());
    }

    private static Picture picture(Path file, FrameShape shape) throws RejectedInput {
        try {
            return Pictures.read(Files.readAllBytes(file), shape);
        } catch (IOException e) {
            throw new RejectedInput(Reason.NOT_FOUND, file + ": cannot be read", e);
        }
    }
}
