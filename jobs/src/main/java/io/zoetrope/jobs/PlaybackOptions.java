package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.SegmentContainer;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** How videos are prepared for playback, beside their indexing. */
public final class PlaybackOptions {
    public static final ConfigOption<Boolean> ENABLED =
            key("playback.enabled")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether videos are prepared for playback (HLS). An arrival with"
                                    + " playback: false is not, either way.");

    public static final ConfigOption<Integer> PARALLELISM =
            key("playback.parallelism")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "Subtasks that copy and encode, each with a process and about a core of"
                                    + " its own: their share of the"
                                    + " machines, beside parallelism.decode; -1 for the job's own.");

    public static final ConfigOption<Duration> SEGMENT_LENGTH =
            key("playback.segment-length")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(6))
                    .withDescription(
                            "Length of a media segment to aim at; they are cut at key frames.");

    public static final ConfigOption<Duration> LONGEST_COPIED =
            key("playback.longest-copied")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "H.264 that browsers play is copied as it is if no two key frames are"
                                    + " farther apart than this, at most twice"
                                    + " playback.segment-length; anything else is encoded. Sound that"
                                    + " is not AAC of one or two channels is encoded in either case.");

    public static final ConfigOption<List<Integer>> LADDER =
            key("playback.ladder")
                    .intType()
                    .asList()
                    .defaultValues(720, 360)
                    .withDescription(
                            "What is encoded has pictures of these sizes, the shorter side in pixels,"
                                    + " as 1080;720;480;360; none is larger than the source. Each"
                                    + " costs about three times its pixels in decoding.");

    public static final ConfigOption<String> ENCODER =
            key("playback.encoder")
                    .stringType()
                    .defaultValue(Encoding.OPENH264)
                    .withDescription(
                            "FFmpeg's name of the encoder of H.264: libopenh264; libx264, of a build"
                                    + " with the Maven profile gpl; h264_nvenc, if the machine has a"
                                    + " GPU that encodes. If it is not there, videos that would be"
                                    + " encoded say encoder_missing.");

    public static final ConfigOption<Integer> BIT_RATE =
            key("playback.bit-rate")
                    .intType()
                    .defaultValue(Encoding.DEFAULT.bitRate())
                    .withDescription(
                            "Bits a second that encoded pictures of 1080p at 30 a second have on"
                                    + " average; smaller and slower ones have fewer.");

    public static final ConfigOption<SegmentContainer> CONTAINER =
            key("playback.container")
                    .enumType(SegmentContainer.class)
                    .defaultValue(SegmentContainer.FMP4)
                    .withDescription(
                            "What media segments are: fmp4, fragments of MP4, or ts, MPEG transport"
                                    + " streams, for players that know no others. A change is for"
                                    + " videos that arrive from then on.");

    private PlaybackOptions() {}
}
