package io.zoetrope.jobs.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video's last document says how long it is, whatever its container says. */
class FoundLengthTest {
    private static final Analysers ANALYSERS =
            Analysers.of(new TestingEncoder(Sampling.every(500_000)));

    /** EBML: Duration, a double of eight bytes; Matroska counts it in milliseconds. */
    private static final byte[] DURATION = {0x44, (byte) 0x89, (byte) 0x88};

    @TempDir Path folder;

    @Test
    void itsDataSayHowLongItIs() throws Exception {
        Path whole = clip("whole.mkv");
        Path lying = folder.toRealPath().resolve("lying.mkv");
        Files.write(lying, declaring(3_900_000, Files.readAllBytes(whole)));
        Path half = folder.toRealPath().resolve("half.mkv");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));

        Map<String, VideoStatus> ends = index(folder.toRealPath(), List.of(whole, lying, half));

        assertThat(ends.get("whole.mkv").media().durationUs()).isEqualTo(4_000_000);
        assertThat(ends.get("lying.mkv").media().durationUs()).isEqualTo(4_000_000);
        assertThat(ends.get("lying.mkv").state()).isEqualTo(IndexingState.READY);
        assertThat(ends.get("half.mkv").media().durationUs()).isBetween(500_000L, 3_500_000L);
        assertThat(ends.get("half.mkv").state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(ends.get("half.mkv").error().reason()).isEqualTo("truncated");
    }

    @Test
    void realFilesThatDoNotSayTheirLength() throws Exception {
        Path cases = Path.of(System.getProperty("zoetrope.shared", ""), "cases");
        Path lying = cases.resolve("34-declares-3900s-has-8s.mp4");
        Path recorded = cases.resolve("30-mediarecorder-no-duration.webm");
        Assumptions.assumeTrue(Files.exists(lying), "no cases: zoetrope.shared is not set");

        Map<String, VideoStatus> ends = index(cases, List.of(lying, recorded));

        VideoStatus eight = ends.get(lying.getFileName().toString());
        assertThat(eight.media().durationUs()).isEqualTo(8_000_000);
        assertThat(eight.state()).isEqualTo(IndexingState.READY);
        VideoStatus fifty = ends.get(recorded.getFileName().toString());
        assertThat(fifty.media().durationUs()).isCloseTo(50_783_000, within(20_000L));
        assertThat(fifty.state()).isEqualTo(IndexingState.READY);
        assertThat(fifty.segmentsDone()).isBetween(4, 6);
    }

    private Path clip(String name) throws Exception {
        Path file = folder.toRealPath().resolve(name);
        return TwoShots.make(file, Color.RED, 2, Color.BLUE, 2);
    }

    private static byte[] declaring(double millis, byte[] bytes) {
        for (int at = 0; at < bytes.length - DURATION.length; at++) {
            if (Arrays.equals(bytes, at, at + DURATION.length, DURATION, 0, DURATION.length)) {
                ByteBuffer.wrap(bytes).putDouble(at + DURATION.length, millis);
                return bytes;
            }
        }
        throw new AssertionError("the clip does not say how long it is");
    }

    /** Last statuses by file name. */
    private static Map<String, VideoStatus> index(Path folder, List<Path> videos) throws Exception {
        try (CollectingJob job =
                CollectingJob.start(folder, videos, new Configuration(), ANALYSERS)) {
            job.await("the videos to end", () -> ends().size() == videos.size());
        }
        return ends();
    }

    private static Map<String, VideoStatus> ends() {
        Map<String, VideoStatus> ends = new TreeMap<>();
        for (IndexChange change : TestingSink.kept("index", IndexChange.class)) {
            VideoStatus status = change.status();
            if (status != null && status.state().isFinal()) {
                String uri = status.video().uri();
                ends.put(uri.substring(uri.lastIndexOf('/') + 1), status);
            }
        }
        return ends;
    }
}
