package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * What may be read, whose it is, how it is looked into, and how long a store is waited for; and the
 * store of our own.
 */
public final class SourceOptions {
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

    public static final ConfigOption<MemorySize> FETCH_UP_TO =
            key("sources.fetch-up-to")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(32))
                    .withDescription(
                            "Objects of stores and http(s) up to this size are fetched whole, once for"
                                    + " all that read them in one task manager; larger ones are read by"
                                    + " range. 0 for none.");

    public static final ConfigOption<String> SCRATCH_FOLDER =
            key("sources.scratch-folder")
                    .stringType()
                    .defaultValue("")
                    .withDescription(
                            "Folder for what is fetched whole, on a fast disk of each task manager;"
                                    + " empty for its folder of temporary files.");

    public static final ConfigOption<MemorySize> SCRATCH_SIZE =
            key("sources.scratch-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(2048))
                    .withDescription(
                            "What of it one job keeps on a task manager at most; what was used longest"
                                    + " ago goes first. On a session cluster what an ended job kept"
                                    + " goes with its classes.");

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

    private SourceOptions() {}
}
