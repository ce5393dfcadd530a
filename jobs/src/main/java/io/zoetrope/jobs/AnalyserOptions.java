package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** Who looks at videos, with which models. */
public final class AnalyserOptions {
    public static final ConfigOption<String> ENCODER =
            key("model.encoder")
                    .stringType()
                    .defaultValue("zoetrope-clip")
                    .withDescription("Image encoder: the name of a model package.");

    public static final ConfigOption<String> DETECTOR =
            key("model.detector")
                    .stringType()
                    .defaultValue("")
                    .withDescription(
                            "Object detector: the name of a model package; empty for none.");

    public static final ConfigOption<String> APPEARANCE =
            key("model.appearance")
                    .stringType()
                    .defaultValue("")
                    .withDescription(
                            "Encoder of how detected objects look: the name of a model package;"
                                    + " empty for what the detector gives itself, if anything.");

    public static final ConfigOption<String> SENTENCES =
            key("model.sentences")
                    .stringType()
                    .defaultValue("minilm-l6")
                    .withDescription(
                            "Sentence encoder, which gives lines of dialogue and words on the"
                                    + " screen a vector: the name of a model package; empty for none.");

    public static final ConfigOption<String> TEXT_DETECTOR =
            key("model.text-detector")
                    .stringType()
                    .defaultValue("ppocr-text-detector")
                    .withDescription(
                            "What finds writing on the screen, if text.enabled: the name of a model"
                                    + " package.");

    public static final ConfigOption<String> TEXT_RECOGNIZER =
            key("model.text-recognizer")
                    .stringType()
                    .defaultValue("ppocr-text-recognizer")
                    .withDescription("What reads a line of it: the name of a model package.");

    public static final ConfigOption<String> AUDIO =
            key("model.audio")
                    .stringType()
                    .defaultValue("auto")
                    .withDescription(
                            "Audio encoder: the name of a model package; auto for one in the space"
                                    + " of model.encoder, if there is one; empty for none.");

    public static final ConfigOption<String> SPEECH =
            key("model.speech")
                    .stringType()
                    .defaultValue("")
                    .withDescription(
                            "Speech recogniser: the name of a model package; empty for none.");

    public static final ConfigOption<String> VOICE_ACTIVITY =
            key("model.voice-activity")
                    .stringType()
                    .defaultValue("silero-vad")
                    .withDescription(
                            "What finds speech for model.speech: the name of a model package.");

    public static final ConfigOption<List<String>> ANALYSERS =
            key("analysers.enabled")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Which of the configured analysers look at videos, such as visual;objects; none for all. visual must be one. An arrival's own analysers are chosen from these.");

    public static final ConfigOption<List<String>> MODEL_FOLDERS =
            key("model.folders")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Folders of model packages, the same on every machine; bundled packages"
                                    + " are always found.");

    public static final ConfigOption<String> PROVIDERS =
            key("model.providers")
                    .stringType()
                    .defaultValue("cpu")
                    .withDescription(
                            "cpu, cuda or tensorrt; cuda,cpu falls back where CUDA cannot load,"
                                    + " cuda alone fails.");

    public static final ConfigOption<Integer> DEVICE =
            key("model.device")
                    .intType()
                    .defaultValue(0)
                    .withDescription("Number of the GPU in each task manager.");

    public static final ConfigOption<Integer> MODEL_THREADS =
            key("model.threads")
                    .intType()
                    .defaultValue(1)
                    .withDescription("Threads inside one call of a model.");

    public static final ConfigOption<String> VARIANT =
            key("model.variant")
                    .stringType()
                    .defaultValue("fp32")
                    .withDescription("Precision of the weights: fp32, fp16 or int8.");

    public static final ConfigOption<Integer> OBSERVE_CAPACITY =
            key("observe.capacity")
                    .intType()
                    .defaultValue(8)
                    .withDescription(
                            "Records that one subtask observes at once; with decode.part-size it"
                                    + " bounds memory.");

    public static final ConfigOption<MemorySize> OBSERVE_SIZE =
            key("observe.size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(24))
                    .withDescription(
                            "Most bytes of pictures and sound in the records that one subtask"
                                    + " observes at once, if they are more than one.");

    public static final ConfigOption<Duration> OBSERVE_TIMEOUT =
            key("observe.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "If one call of a model takes longer than this, the job fails and says"
                                    + " who waits for it. Waiting behind the batches of others does"
                                    + " not count.");

    public static final ConfigOption<Float> DETECT_RATE =
            key("detect.pictures-per-second")
                    .floatType()
                    .defaultValue(5f)
                    .withDescription(
                            "Pictures of a second of media in which objects are detected; 0 for the"
                                    + " frames that are embedded. With sampling.mode keyframes it is"
                                    + " 0 unless it is set: another rate decodes every frame.");

    public static final ConfigOption<Boolean> TEXT =
            key("text.enabled")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Read what is written on the screen.");

    public static final ConfigOption<Duration> TEXT_LEAST =
            key("text.least-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "Two pictures that are read are at least so far apart: those in which"
                                    + " something has changed and holds. With sampling.mode keyframes,"
                                    + " key frames are read.");

    public static final ConfigOption<Duration> TEXT_MOST =
            key("text.longest-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("Without such a picture, one is read after so long.");

    public static final ConfigOption<Boolean> CAPTIONS_BESIDE =
            key("captions.beside-videos")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "If an arrival names no captions_uri, look for a file of the video's"
                                    + " name with the ending .srt or .vtt beside it, on file: and S3:"
                                    + " two requests a video for each subtask that decodes it.");

    private AnalyserOptions() {}
}
