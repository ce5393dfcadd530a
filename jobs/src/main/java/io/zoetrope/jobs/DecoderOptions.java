package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** How videos are decoded, and within which bounds. */
public final class DecoderOptions {
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
                    .defaultValue(5000)
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

    private DecoderOptions() {}
}
