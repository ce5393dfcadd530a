package io.zoetrope.jobs;

import io.zoetrope.connectors.objects.ObjectSource;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.CaptionAccess;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SentenceVectors;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.analysers.AudioAnalyser;
import io.zoetrope.operators.observe.analysers.EncodedSentences;
import io.zoetrope.operators.observe.analysers.ObjectAnalyser;
import io.zoetrope.operators.observe.analysers.PlannedModel;
import io.zoetrope.operators.observe.analysers.PlannedReader;
import io.zoetrope.operators.observe.analysers.PlannedSound;
import io.zoetrope.operators.observe.analysers.SpeechAnalyser;
import io.zoetrope.operators.observe.analysers.TextAnalyser;
import io.zoetrope.operators.observe.analysers.VisualAnalyser;
import io.zoetrope.sources.FetchedSources;
import io.zoetrope.sources.HttpOptions;
import io.zoetrope.sources.MediaSources;
import io.zoetrope.sources.SourcePolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Main of the job: {@code flink run zoetrope-jobs-*-job.jar --kafka.bootstrap-servers … }. Options
 * are those of {@link IndexVideosOptions}.
 */
public final class IndexVideosJob {
    private static final String NAME = "zoetrope-index-videos";

    /** Used if the cluster sets none: archives and transactions appear at checkpoints. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /** A caption file is small: who does not give it soon holds a decoder back. */
    private static final HttpOptions CAPTIONS_HTTP =
            new HttpOptions(5_000, 10_000, 16L << 20, 30_000);

    private static final String AUTO = "auto";

    private IndexVideosJob() {}

    public static void main(String[] args) throws Exception {
        Configuration options = JobArguments.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        define(env, options);
        env.execute(NAME);
    }

    /**
     * Checks the models, makes what is missing in Kafka and OpenSearch, and adds the pipeline to an
     * environment; the caller executes it.
     *
     * @throws IOException if a server cannot be reached, or the index does not fit the model
     */
    public static void define(StreamExecutionEnvironment env, ReadableConfig options)
            throws IOException, InterruptedException {
        Analysers analysers = analysers(options);
        ConnectorEndpoints ends = new ConnectorEndpoints(options);
        ends.prepare(analysers.spaces());
        configure(env);
        PipelineTools tools = new PipelineTools(videos(options), analysers);
        IndexVideosPipeline.build(env, options, ends.ends(), tools);
    }

    /** What holds for this job on every cluster. */
    static void configure(StreamExecutionEnvironment env) {
        Configuration own = new Configuration();
        own.set(PipelineOptions.GENERIC_TYPES, false);
        own.set(PipelineOptions.OBJECT_REUSE, true);
        // While our index or object store is away the stream is held and checkpoints fail; the job
        // goes on when it is back.
        own.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
            own.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        }
        env.configure(own);
    }

    /** All that look at pictures or listen; another one is a class and a line here. */
    public static Analysers analysers(ReadableConfig options) {
        StepSettings settings = new StepSettings(options);
        List<Analyser> analysers = new ArrayList<>();
        analysers.add(
                new VisualAnalyser(
                        model(options, options.get(AnalyserOptions.ENCODER)), settings.sampling()));
        String detector = options.get(AnalyserOptions.DETECTOR);
        if (!detector.isEmpty()) {
            analysers.add(objects(options, detector, settings.detection()));
        }
        SentenceVectors sentences = sentences(options);
        if (options.get(AnalyserOptions.TEXT)) {
            analysers.add(
                    new TextAnalyser(reader(options), sentences(options), settings.reading()));
        }
        return new Analysers(analysers, listeners(options), sentences)
                .only(options.get(AnalyserOptions.ANALYSERS));
    }

    /** All that listen to sound. */
    private static List<SoundAnalyser> listeners(ReadableConfig options) {
        List<SoundAnalyser> listeners = new ArrayList<>();
        String audio = options.get(AnalyserOptions.AUDIO);
        if (audio.equals(AUTO)) {
            PlannedSound.inSpaceOf(
                            folders(options),
                            options.get(AnalyserOptions.ENCODER),
                            runtime(options))
                    .map(AudioAnalyser::new)
                    .ifPresent(listeners::add);
        } else if (!audio.isEmpty()) {
            listeners.add(new AudioAnalyser(sound(options, audio, ModelTask.AUDIO_ENCODER)));
        }
        String speech = options.get(AnalyserOptions.SPEECH);
        if (!speech.isEmpty()) {
            String voice = options.get(AnalyserOptions.VOICE_ACTIVITY);
            listeners.add(
                    new SpeechAnalyser(
                            sound(options, voice, ModelTask.VOICE_ACTIVITY),
                            sound(options, speech, ModelTask.SPEECH_RECOGNIZER)));
        }
        return listeners;
    }

    /** One for each who asks: each opens and closes its own. */
    private static SentenceVectors sentences(ReadableConfig options) {
        String name = options.get(AnalyserOptions.SENTENCES);
        return name.isEmpty()
                ? SentenceVectors.NONE
                : new EncodedSentences(
                        PlannedModel.findSentences(folders(options), name, runtime(options)));
    }

    private static PlannedReader reader(ReadableConfig options) {
        return PlannedReader.find(
                folders(options),
                options.get(AnalyserOptions.TEXT_DETECTOR),
                options.get(AnalyserOptions.TEXT_RECOGNIZER),
                runtime(options));
    }

    private static ObjectAnalyser objects(
            ReadableConfig options, String detector, Sampling sampling) {
        ObjectAnalyser objects = new ObjectAnalyser(model(options, detector), sampling);
        String appearance = options.get(AnalyserOptions.APPEARANCE);
        return appearance.isEmpty() ? objects : objects.withAppearance(model(options, appearance));
    }

    private static PlannedModel model(ReadableConfig options, String name) {
        return PlannedModel.find(folders(options), name, runtime(options));
    }

    private static PlannedSound sound(ReadableConfig options, String name, ModelTask task) {
        return PlannedSound.find(folders(options), name, task, runtime(options));
    }

    private static List<String> folders(ReadableConfig options) {
        return options.get(AnalyserOptions.MODEL_FOLDERS);
    }

    private static RuntimeOptions runtime(ReadableConfig options) {
        return RuntimeOptions.parse(
                options.get(AnalyserOptions.PROVIDERS),
                options.get(AnalyserOptions.DEVICE),
                options.get(AnalyserOptions.MODEL_THREADS),
                options.get(AnalyserOptions.VARIANT));
    }

    /** Opens and decodes what the options allow. */
    public static VideoAccess videos(ReadableConfig options) {
        SourcePolicy policy = policy(options);
        StepSettings settings = new StepSettings(options);
        return new VideoAccess(
                FetchedSources.of(MediaSources.of(policy, ObjectSource::open), settings.fetching()),
                settings.readers(),
                new CaptionAccess(
                        MediaSources.of(policy.withHttp(CAPTIONS_HTTP), ObjectSource::open),
                        options.get(AnalyserOptions.CAPTIONS_BESIDE)));
    }

    private static SourcePolicy policy(ReadableConfig options) {
        List<String> folders = options.get(SourceOptions.SOURCE_FOLDERS);
        Set<String> schemes = new HashSet<>(options.get(SourceOptions.SOURCE_SCHEMES));
        if (!folders.isEmpty()) {
            schemes.add("file");
        }
        return new SourcePolicy(
                schemes,
                folders,
                options.get(SourceOptions.SOURCE_PREFIXES),
                options.get(SourceOptions.SOURCE_PRIVATE_HOSTS),
                HttpOptions.DEFAULT);
    }
}
