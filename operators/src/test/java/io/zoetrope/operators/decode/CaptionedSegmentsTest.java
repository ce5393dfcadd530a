package io.zoetrope.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.CaptionAccess;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caption files beside the videos of {@link TestingReader}, which are 20 seconds long. */
class CaptionedSegmentsTest {
    private static final String SRT =
            """
            00:00:01,000 --> 00:00:03,000
            First.

            00:00:09,000 --> 00:00:12,000
            Over the border.

            00:00:12,000 --> 00:00:11,000
            Backwards.

            00:00:19,000 --> 10:00:00,000
            For hours.

            00:00:20,000 --> 00:00:22,000
            After the end.
            """;

    /** Static, as functions are copied before they run: one test at a time. */
    private static final List<String> OPENED = new ArrayList<>();

    private static String captions;
    private static boolean away;

    private OneInputStreamOperatorTestHarness<Segment, DecodedSegment> harness;

    @BeforeEach
    void start() throws Exception {
        TestingReader.reset();
        OPENED.clear();
        captions = SRT;
        away = false;
        VideoAccess access =
                new VideoAccess(
                        TestingReader.access().sources(),
                        TestingReader.access().readers(),
                        new CaptionAccess(CaptionedSegmentsTest::open, true));
        DecodeOptions options =
                new DecodeOptions(
                        List.of(), new JpegSampling(Sampling.every(1_000_000), 64), 1 << 20);
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new DecodeSegments(access, options)));
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private static MediaSource open(String uri) throws RejectedInput, IOException {
        OPENED.add(uri);
        if (away) {
            throw new IOException("connection refused");
        }
        if (!uri.endsWith(".srt")) {
            throw new RejectedInput(Reason.NOT_FOUND, "no such file: " + uri);
        }
        byte[] bytes = captions.getBytes(UTF_8);
        return new MediaSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public String version() {
                return "";
            }

            @Override
            public int read(long position, ByteBuffer into) {
                if (position >= bytes.length) {
                    return -1;
                }
                into.put(bytes, (int) position, bytes.length - (int) position);
                return bytes.length - (int) position;
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void eachSegmentHasTheLinesThatStartInItOfAFileThatIsReadOnce() throws Exception {
        assertThat(lines(segment("a.mp4", 0)))
                .containsExactly("1-3 First.", "9-12 Over the border.");
        assertThat(lines(segment("a.mp4", 1))).containsExactly("19-20 For hours.");
        assertThat(OPENED).containsExactly("file:///v/a.srt");
    }

    @Test
    void videosThatTakeTurnsKeepTheirs() throws Exception {
        for (int index = 0; index < 2; index++) {
            for (String name : List.of("a.mp4", "b.mp4", "c.mp4")) {
                decode(segment(name, index));
            }
        }
        assertThat(OPENED).hasSize(3);

        decode(Segment.of(segment("a.mp4", 0).video(), 2, 0, Stretch.of(0, 10_000_000)));
        assertThat(OPENED).as("another life of the video").hasSize(4);
    }

    @Test
    void whatCannotBeReadIsAProblemAndNotTriedAgain() throws Exception {
        Segment named = segment("a.mp4", 0).captioned("file:///v/b.vtt");
        for (Segment segment : List.of(named, segment("a.mp4", 1).captioned("file:///v/b.vtt"))) {
            DecodedSegment decoded = decode(segment);
            assertThat(decoded.problem()).isNull();
            assertThat(decoded.sidecar().problem().detail()).contains("file:///v/b.vtt");
            assertThat(decoded.frames()).hasSize(10);
        }
        assertThat(OPENED).containsExactly("file:///v/b.vtt");
    }

    @Test
    void aSegmentWaitsForTheStoreOfItsCaptions() throws Exception {
        away = true;
        Segment segment = segment("a.mp4", 0).captioned("https://words.example/a.srt").sentTo(0, 7);
        harness.processElement(new StreamRecord<>(segment));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(SideOutputs.SEGMENTS_DONE))
                .singleElement()
                .extracting(StreamRecord::getValue)
                .satisfies(
                        told -> {
                            assertThat(told.kind()).isEqualTo(SegmentDone.Kind.CAPTIONS);
                            assertThat(told.store()).isEqualTo("https://words.example");
                            assertThat(told.index()).isZero();
                            assertThat(told.run()).isEqualTo(7);
                        });
        away = false;
        assertThat(lines(segment)).containsExactly("1-3 First.", "9-12 Over the border.");
    }

    @Test
    void goesOnWithoutCaptionsThatWereWaitedForLongEnough() throws Exception {
        away = true;
        Segment segment = segment("a.mp4", 0).captioned("https://words.example/a.srt");
        DecodedSegment decoded = decode(segment.withoutCaptions());

        assertThat(decoded.frames()).hasSize(10);
        assertThat(decoded.sidecar().problem().is(Reason.CAPTIONS_UNREADABLE)).isTrue();
        assertThat(decoded.sidecar().problem().detail()).contains("connection refused");
    }

    private List<String> lines(Segment segment) throws Exception {
        return decode(segment).sidecar().lines().stream()
                .map(l -> l.startUs() / 1_000_000 + "-" + l.endUs() / 1_000_000 + " " + l.text())
                .toList();
    }

    private DecodedSegment decode(Segment segment) throws Exception {
        harness.processElement(new StreamRecord<>(segment));
        List<DecodedSegment> parts = harness.extractOutputValues();
        return parts.get(parts.size() - 1);
    }

    private static Segment segment(String name, int index) {
        VideoRef video = new VideoRef(name.replace('.', '-'), "", "", "file:///v/" + name, "v1");
        long startUs = index * 10_000_000L;
        return Segment.of(video, 1, index, Stretch.of(startUs, startUs + 10_000_000)).ofTotal(2);
    }
}
