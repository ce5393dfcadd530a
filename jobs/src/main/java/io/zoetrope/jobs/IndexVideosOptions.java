package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.zoetrope.connectors.kafka.KafkaOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Every option of the job, declared once. {@code docs/options.md} is made from this class and
 * tested against it. Flink's own settings (checkpoints, state, memory) stay in its {@code
 * config.yaml}.
 */
public final class IndexVideosOptions {
    // Kafka

    public static final ConfigOption<String> KAFKA_SERVERS =
            key("kafka.bootstrap-servers")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Kafka brokers, host:port[,host:port]. Required.");

    public static final ConfigOption<String> KAFKA_GROUP =
            key("kafka.group-id")
                    .stringType()
                    .defaultValue("zoetrope")
                    .withDescription(
                            "Consumer group, and the prefix of the sinks' transactions: one for"
                                    + " each job. A first start goes on from its committed offsets,"
                                    + " else from the earliest.");

    public static final ConfigOption<String> ARRIVALS_TOPIC =
            key("kafka.topic.arrivals")
                    .stringType()
                    .defaultValue("video.arrivals")
                    .withDescription("Events about videos, in.");

    public static final ConfigOption<String> STATUS_TOPIC =
            key("kafka.topic.status")
                    .stringType()
                    .defaultValue("video.status")
                    .withDescription("Where each video stands, out; compacted by video id.");

    public static final ConfigOption<String> DEAD_LETTERS_TOPIC =
            key("kafka.topic.dead-letters")
                    .stringType()
                    .defaultValue("video.dead-letters")
                    .withDescription("Rejected inputs, with their original event, out.");

    public static final ConfigOption<String> CONTROL_TOPIC =
            key("kafka.topic.control")
                    .stringType()
                    .defaultValue("video.control")
                    .withDescription("Labels, standing queries and model switches, in.");

    public static final ConfigOption<String> SEGMENTS_DONE_TOPIC =
            key("kafka.topic.segments-done")
                    .stringType()
                    .defaultValue("segments.done")
                    .withDescription(
                            "The job's word to itself about segments that are done: one topic for"
                                    + " each job, which nobody else writes to.");

    public static final ConfigOption<Boolean> CREATE_TOPICS =
            key("kafka.create-topics")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Create topics that are missing, when the job is submitted.");

    public static final ConfigOption<Integer> TOPIC_PARTITIONS =
            key("kafka.topic.partitions")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Partitions of a topic that is created.");

    public static final ConfigOption<Integer> TOPIC_REPLICATION =
            key("kafka.topic.replication")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "Replicas of a topic that is created; -1 for the broker's own.");

    public static final ConfigOption<DeliveryGuarantee> KAFKA_GUARANTEE =
            key("kafka.sink-guarantee")
                    .enumType(DeliveryGuarantee.class)
                    .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
                    .withDescription(
                            "Of statuses and dead letters. exactly-once shows them to"
                                + " read_committed readers at each checkpoint; at-least-once shows"
                                + " them at once and may repeat them after a failure.");

    public static final ConfigOption<Duration> KAFKA_TRANSACTION_TIMEOUT =
            key("kafka.transaction-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMillis(KafkaOptions.TRANSACTION_TIMEOUT_MS))
                    .withDescription(
                            "With exactly-once: an open transaction is given up after this and its"
                                + " messages are lost. Longer than execution.checkpointing.timeout"
                                + " and a restart together; brokers allow 15 min unless their"
                                + " transaction.max.timeout.ms is raised.");

    public static final ConfigOption<Integer> KAFKA_MAX_MESSAGE =
            key("kafka.max-message-bytes")
                    .intType()
                    .defaultValue(KafkaOptions.MAX_MESSAGE_BYTES)
                    .withDescription(
                            "Largest message that is written; a dead letter that would be larger is"
                                + " cut, a status loses its title and metadata. Not more than the"
                                + " topics' max.message.bytes.");

    public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
            key("kafka.properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Further properties of every Kafka client, such as security; they stand"
                                    + " before the defaults of this job, transaction.timeout.ms"
                                    + " included.");

    // OpenSearch

    public static final ConfigOption<List<String>> OPENSEARCH_HOSTS =
            key("opensearch.hosts")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription("Uris, separated by semicolons. Required.");

    public static final ConfigOption<String> OPENSEARCH_USER =
            key("opensearch.username")
                    .stringType()
                    .defaultValue("")
                    .withDescription("Empty for no authentication.");

    public static final ConfigOption<String> OPENSEARCH_PASSWORD =
            key("opensearch.password")
                    .stringType()
                    .defaultValue("")
                    .withDescription("Give it in an --options file, not on the command line.");

    public static final ConfigOption<String> OPENSEARCH_CA =
            key("opensearch.ca-certificate")
                    .stringType()
                    .defaultValue("")
                    .withDescription("PEM file to trust; empty for the JVM's own certificates.");

    public static final ConfigOption<String> OPENSEARCH_ENGINE =
            key("opensearch.engine")
                    .stringType()
                    .defaultValue("lucene")
                    .withDescription(
                            "k-NN engine of a new index: lucene, or faiss where the node has its"
                                    + " native libraries.");

    public static final ConfigOption<Integer> OPENSEARCH_SHARDS =
            key("opensearch.shards")
                    .intType()
                    .defaultValue(1)
                    .withDescription("Primary shards of a new index.");

    public static final ConfigOption<Integer> OPENSEARCH_REPLICAS =
            key("opensearch.replicas")
                    .intType()
                    .defaultValue(0)
                    .withDescription("Copies of each shard of a new index.");

    // Object store and sources

    public static final ConfigOption<String> STORE_ROOT =
            key("store.root")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where key frames and the Parquet archive go: a file: or s3a: uri of a"
                                    + " folder. Required.");

    public static final ConfigOption<List<String>> SOURCE_SCHEMES =
            key("sources.schemes")
                    .stringType()
                    .asList()
                    .defaultValues("http", "https", "s3", "s3a")
                    .withDescription("Schemes of uris that are opened at all; semicolons between.");

    public static final ConfigOption<List<String>> SOURCE_FOLDERS =
            key("sources.file-roots")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Folders below which file: uris may lie, links resolved; naming one"
                                    + " allows the scheme. Semicolons between.");

    public static final ConfigOption<List<String>> SOURCE_PREFIXES =
            key("sources.prefixes")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Prefixes that every other uri must begin with, such as"
                                    + " s3a://bucket/in; none for any. Semicolons between.");

    public static final ConfigOption<List<String>> TENANT_PREFIXES =
            key("tenants.prefixes")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Whose sources are whose, as TENANT=PREFIX or TENANT/COLLECTION=PREFIX,"
                                + " such as acme/raw=s3a://media/acme; * for every tenant. With"
                                + " any, a tenant may use uris below its own prefixes only, and"
                                + " what names no tenant (a bucket's notification) belongs to the"
                                + " owner of the longest prefix. Semicolons between.");

    public static final ConfigOption<Boolean> SOURCE_PRIVATE_HOSTS =
            key("sources.allow-private-hosts")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether http(s) uris may name loopback, link-local and private"
                                    + " addresses.");

    // Sampling and segments

    public static final ConfigOption<SamplingMode> SAMPLING_MODE =
            key("sampling.mode")
                    .enumType(SamplingMode.class)
                    .defaultValue(SamplingMode.INTERVAL)
                    .withDescription(
                            "interval decodes every frame and embeds one per sampling.interval;"
                                    + " keyframes decodes key frames only.");

    public static final ConfigOption<Duration> SAMPLING_INTERVAL =
            key("sampling.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "Media time between two embedded frames; with keyframes, the least"
                                    + " time.");

    public static final ConfigOption<Integer> KEY_FRAME_SIDE =
            key("sampling.key-frame-side")
                    .intType()
                    .defaultValue(320)
                    .withDescription("Longer side of stored key frames in pixels; 0 stores none.");

    public static final ConfigOption<Duration> SEGMENT_LENGTH =
            key("segment.length")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Length to aim at when videos are cut at key frames; an arrival's"
                                    + " segment_seconds goes before.");

    public static final ConfigOption<Duration> MAX_DURATION =
            key("segment.max-duration")
                    .durationType()
                    .defaultValue(Duration.ofHours(24))
                    .withDescription("Longest video taken without a limit_seconds of its own.");

    public static final ConfigOption<Integer> MAX_SEGMENTS =
            key("segment.max-count")
                    .intType()
                    .defaultValue(20_000)
                    .withDescription("Most segments of one video.");

    public static final ConfigOption<Duration> MOMENT_LENGTH =
            key("moment.max-length")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("Longest moment.");

    public static final ConfigOption<Float> MOMENT_SIMILARITY =
            key("moment.min-similarity")
                    .floatType()
                    .defaultValue(0.8f)
                    .withDescription(
                            "Least cosine of a frame with the mean of its moment; a less like frame"
                                    + " begins a new one.");

    // Models

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

    // Steps

    public static final ConfigOption<Integer> MAX_PARALLELISM =
            key("parallelism.max")
                    .intType()
                    .defaultValue(720)
                    .withDescription("Key groups; fixed for the life of a savepoint.");

    public static final ConfigOption<Integer> PROBE_PARALLELISM =
            key("parallelism.probe")
                    .intType()
                    .defaultValue(-1)
                    .withDescription("Subtasks that parse, probe and admit; -1 for the job's own.");

    public static final ConfigOption<Integer> DECODE_PARALLELISM =
            key("parallelism.decode")
                    .intType()
                    .defaultValue(-1)
                    .withDescription("Subtasks that decode; -1 for the job's own.");

    public static final ConfigOption<Integer> OBSERVE_PARALLELISM =
            key("parallelism.observe")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "Subtasks that observe; -1 for the job's own. Equal to"
                                + " parallelism.decode in the same slot group, pixels never leave"
                                + " their task.");

    public static final ConfigOption<Integer> COMPOSE_PARALLELISM =
            key("parallelism.compose")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "Subtasks that order, compose, keep and write; -1 for the job's own.");

    public static final ConfigOption<String> DECODE_SLOTS =
            key("slots.decode")
                    .stringType()
                    .defaultValue("default")
                    .withDescription("Slot-sharing group of everything but observing.");

    public static final ConfigOption<String> OBSERVE_SLOTS =
            key("slots.observe")
                    .stringType()
                    .defaultValue("default")
                    .withDescription(
                            "Slot-sharing group of observing: another one than slots.decode moves"
                                    + " it to GPU task managers.");

    public static final ConfigOption<Duration> SOURCE_GIVE_UP =
            key("sources.give-up-after")
                    .durationType()
                    .defaultValue(Duration.ofHours(24))
                    .withDescription(
                            "How long a video waits for a store that is down before it ends"
                                    + " unreachable; partial if some of it was indexed before.");

    public static final ConfigOption<Integer> PROBE_THREADS =
            key("probe.threads")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Videos that one subtask probes at once.");

    public static final ConfigOption<Duration> PROBE_TIMEOUT =
            key("probe.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(2))
                    .withDescription(
                            "For one look into a video, from its start; then it is broken off and"
                                    + " tried again.");

    public static final ConfigOption<Integer> PROBE_DECODERS =
            key("probe.decoders")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "With decode.isolation process: most processes in one task manager that"
                                    + " look into arriving videos; started when they are needed.");

    public static final ConfigOption<Integer> RETRY_ATTEMPTS =
            key("retry.attempts")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "Tries of a video that cannot be read while its store answers for"
                                    + " others; one whose store is down waits, uncounted.");

    public static final ConfigOption<Duration> RETRY_DELAY =
            key("retry.delay")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription("Before the second try; doubles with each further one.");

    public static final ConfigOption<Integer> SEGMENTS_PER_SLOT =
            key("dispatch.segments-per-slot")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "Most segments on the way to and in one decoding subtask. A video that"
                                + " arrives waits for at most so many in each; fewer leave decoders"
                                + " idle while models work.");

    public static final ConfigOption<Integer> DISPATCH_WINDOW =
            key("dispatch.window")
                    .intType()
                    .defaultValue(32)
                    .withDescription(
                            "Most segments that one video is ahead of its oldest one that is not"
                                    + " done: bounds what waits for its turn in state.");

    public static final ConfigOption<Duration> DISPATCH_LEASE =
            key("dispatch.lease")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "Nothing was heard of a segment for so long while the job runs: it is"
                                    + " sent again, and waited for twice as long.");

    public static final ConfigOption<Map<String, String>> TENANT_WEIGHTS =
            key("dispatch.tenant-weights")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Shares of decoding that tenants get while others wait too, as"
                                    + " tenant:weight,tenant:weight; 1 for one that is not named.");

    public static final ConfigOption<Integer> TENANT_CAP =
            key("dispatch.tenant-cap")
                    .intType()
                    .defaultValue(0)
                    .withDescription("Most segments of one tenant on the way; 0 for no bound.");

    public static final ConfigOption<Duration> POSITION_INTERVAL =
            key("dispatch.position-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "Least time between two words about one video's place in the line.");

    public static final ConfigOption<DecodeIsolation> DECODE_ISOLATION =
            key("decode.isolation")
                    .enumType(DecodeIsolation.class)
                    .defaultValue(DecodeIsolation.PROCESS)
                    .withDescription(
                            "process decodes in small processes of their own, so that a file that"
                                + " crashes, stops or bloats its decoder costs nothing but itself;"
                                + " thread decodes in the task manager.");

    public static final ConfigOption<Duration> DECODE_DEADLINE =
            key("decode.deadline")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(2))
                    .withDescription(
                            "Time that a decoder may take for a segment, opening the video"
                                + " included, without the time in which it waits for the store or"
                                + " the models; then it is ended. The store may take as long once"
                                + " more. There are two tries: keep four times this below the"
                                + " checkpoint timeout.");

    public static final ConfigOption<MemorySize> DECODE_MEMORY =
            key("decode.process-memory")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(1024))
                    .withDescription(
                            "Most resident memory of one decoder's process; 1080p takes about 120"
                                    + " MB.");

    public static final ConfigOption<Integer> DECODE_RENEW_AFTER =
            key("decode.renew-after")
                    .intType()
                    .defaultValue(500)
                    .withDescription(
                            "Videos opened and segments decoded, after which a fresh process takes"
                                    + " over.");

    public static final ConfigOption<Long> DECODE_MAX_PIXELS =
            key("decode.max-pixels")
                    .longType()
                    .defaultValue(8192L * 8192)
                    .withDescription(
                            "Width times height of the largest pictures; larger ones are"
                                    + " too_large.");

    public static final ConfigOption<MemorySize> DECODE_MAX_PACKET =
            key("decode.max-packet-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(64))
                    .withDescription("Largest compressed picture; larger ones are left out.");

    public static final ConfigOption<MemorySize> PART_SIZE =
            key("decode.part-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(8))
                    .withDescription("Most bytes of pictures in one record; at most 64 frames.");

    public static final ConfigOption<Integer> OBSERVE_CAPACITY =
            key("observe.capacity")
                    .intType()
                    .defaultValue(8)
                    .withDescription(
                            "Records that one subtask observes at once; with decode.part-size it"
                                    + " bounds memory.");

    public static final ConfigOption<Duration> OBSERVE_TIMEOUT =
            key("observe.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "If the analysers have not answered about a record after this, the job"
                                    + " fails and says which.");

    public static final ConfigOption<Float> DETECT_RATE =
            key("detect.pictures-per-second")
                    .floatType()
                    .defaultValue(0f)
                    .withDescription(
                            "Pictures of a second of media in which objects are detected; 0 for the"
                                + " frames that are embedded. With sampling.mode keyframes, another"
                                + " rate decodes every frame.");

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

    public static final ConfigOption<Duration> GIVE_UP =
            key("order.give-up-after")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "A segment is missing for so long while a later one of its video is"
                                + " here: the video goes on without it and ends partial. Does not"
                                + " count while a segment of it waits in the line, for its store or"
                                + " for its turn.");

    public static final ConfigOption<Duration> REMEMBER_ENDED =
            key("order.remember-ended")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "How long the end or the removal of a video is remembered after the"
                                    + " last that came of it: what comes late within it changes"
                                    + " nothing.");

    public static final ConfigOption<Duration> STATUS_INTERVAL =
            key("keep.status-interval")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription("Least time between two progress statuses of one video.");

    private IndexVideosOptions() {}
}
