package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import org.apache.flink.configuration.ConfigOption;

/** Subtasks of the steps, and where they run. */
public final class ParallelismOptions {
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

    private ParallelismOptions() {}
}
