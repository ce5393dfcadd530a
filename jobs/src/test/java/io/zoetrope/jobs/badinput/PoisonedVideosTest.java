package io.zoetrope.jobs.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.IndexVideosJob;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.process.ChildProgram;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.operators.ProcessReaders;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.testing.clips.CaptionOptions;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.process.ClassLocation;
import io.zoetrope.testing.process.Misbehaviour;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that ruin their decoder, in the whole pipeline: each ends by itself, its neighbours are
 * indexed, and the job, which may not restart, does not notice.
 */
class PoisonedVideosTest {
    private static final Analysers ANALYSERS =
            Analysers.of(new TestingEncoder(Sampling.every(500_000)));
    private static final DecoderSettings SETTINGS =
            DecoderSettings.DEFAULT
                    .withDeadline(Duration.ofSeconds(8))
                    .withMemory(512L << 20)
                    .withProgram(
                            new ChildProgram(
                                    PoisonedDecoder.class.getName(),
                                    List.of(
                                            ClassLocation.of(PoisonedDecoder.class).toString(),
                                            ClassLocation.of(Misbehaviour.class).toString())));

    private static final List<String> REASONS =
            List.of("decoder_crash", "decoder_timeout", "out_of_memory");

    @TempDir Path folder;

    @AfterEach
    void noDecoderIsLeft() throws Exception {
        for (ProcessHandle child : decoders().toList()) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void eachEndsByItself() throws Exception {
        List<Path> videos = new ArrayList<>();
        for (String name : List.of("crash", "spin", "balloon")) {
            videos.add(video(name + "-poison.mp4"));
            videos.add(video(name + "-neighbour.mp4"));
        }
        videos.add(said("crash-poison-said.mp4", "Nobody sees it."));
        videos.add(video("unopenable.mp4"));
        videos.add(video("last.mp4"));
        try (CollectingJob job = start(videos)) {
            job.await("all videos to end", () -> ends().size() == videos.size());
            // Another sink than the one that tells of ends.
            job.await("their dead letters", () -> reasons().containsAll(REASONS));

            assertThat(job.client.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }

        Map<String, String> ends = ends();
        assertThat(ends)
                .containsEntry("crash-poison.mp4", "PARTIAL decode decoder_crash")
                .containsEntry("spin-poison.mp4", "PARTIAL decode decoder_timeout")
                .containsEntry("balloon-poison.mp4", "PARTIAL decode out_of_memory")
                .containsEntry("crash-poison-said.mp4", "PARTIAL decode decoder_crash")
                .containsEntry("unopenable.mp4", "FAILED probe decoder_crash")
                .containsEntry("last.mp4", "READY");
        assertThat(ends.entrySet())
                .filteredOn(end -> end.getKey().contains("neighbour"))
                .hasSize(3)
                .allSatisfy(end -> assertThat(end.getValue()).isEqualTo("READY"));
        // Three pictures had come of each poisoned one.
        assertThat(momentsOf("crash-poison.mp4"))
                .isNotEmpty()
                .allMatch(m -> m.endUs() <= 1_500_000);
        assertThat(TestingSink.kept("index", IndexChange.class))
                .extracting(IndexChange::finding)
                .filteredOn(finding -> finding != null && finding.kind() == FindingKind.LINE)
                .extracting(finding -> finding.line().text())
                .containsExactly("Nobody sees it.");
    }

    /** With a text track that has one line, where no picture of it comes any more. */
    private Path said(String name, String text) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] sample =
                ByteBuffer.allocate(plain.length + 2)
                        .putShort((short) plain.length)
                        .put(plain)
                        .array();
        return FilmMaker.of(folder.toRealPath().resolve(name))
                .pictures(ClipOptions.h264(64, 64, 10), 40)
                .captions(
                        new CaptionOptions(
                                "mov_text",
                                "eng",
                                List.of(new CaptionOptions.Cue(2_500, 1_000, sample))))
                .make();
    }

    private static List<String> reasons() {
        return CollectingJob.deadLetters().stream()
                .map(letter -> letter.problem().reason())
                .toList();
    }

    @Test
    void killedFromOutsideIsACrash() throws Exception {
        DecoderSettings patient = SETTINGS.withDeadline(Duration.ofMinutes(10));
        List<Path> videos = List.of(video("spin-poison.mp4"), video("neighbour.mp4"));
        try (CollectingJob job = start(videos, patient)) {
            job.await(
                    "all videos to end",
                    () -> {
                        killSpinning();
                        return ends().size() == videos.size();
                    });

            assertThat(job.client.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
        assertThat(ends())
                .containsEntry("spin-poison.mp4", "PARTIAL decode decoder_crash")
                .containsEntry("neighbour.mp4", "READY");
    }

    /**
     * As the system does when memory is short. A decoder of a short clip needs half of the time.
     */
    private static void killSpinning() {
        decoders()
                .filter(
                        child ->
                                child.info()
                                        .totalCpuDuration()
                                        .map(time -> time.toSeconds() >= 5)
                                        .orElse(false))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aCancelledJobLeavesNoDecoder() throws Exception {
        try (CollectingJob job = start(List.of(video("spin-poison.mp4")))) {
            job.await("a segment in work", () -> decoders().anyMatch(ProcessHandle::isAlive));
            job.await(
                    "pictures of it",
                    () -> !TestingSink.kept("key frames", Object.class).isEmpty());
            job.close();
            job.await("the decoders to go", () -> decoders().noneMatch(ProcessHandle::isAlive));
        }
    }

    /** Other tests of this process may have children too, such as a node of OpenSearch. */
    private static Stream<ProcessHandle> decoders() {
        return ProcessHandle.current().children().filter(PoisonedVideosTest::isDecoder);
    }

    private static boolean isDecoder(ProcessHandle child) {
        try {
            Path commandLine = Path.of("/proc", Long.toString(child.pid()), "cmdline");
            return Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                    .contains(PoisonedDecoder.class.getName());
        } catch (IOException gone) {
            return false;
        }
    }

    private CollectingJob start(List<Path> videos) throws Exception {
        return start(videos, SETTINGS);
    }

    private CollectingJob start(List<Path> videos, DecoderSettings settings) throws Exception {
        Configuration options = CollectingJob.options(folder.toRealPath());
        VideoAccess access =
                new VideoAccess(
                        IndexVideosJob.videos(options).sources(),
                        new ProcessReaders(settings, settings, ReaderLimits.DEFAULT, 2));
        return CollectingJob.start(videos, options, ANALYSERS, access);
    }

    private Path video(String name) throws IOException {
        return TwoShots.make(folder.toRealPath().resolve(name), Color.RED, 2, Color.BLUE, 2);
    }

    /** File name to state and problem of videos that ended. */
    private static Map<String, String> ends() {
        Map<String, String> ends = new TreeMap<>();
        for (IndexChange change : TestingSink.kept("index", IndexChange.class)) {
            VideoStatus status = change.status();
            if (status != null && status.state().isFinal()) {
                String uri = status.video().uri();
                String problem =
                        status.error() == null
                                ? ""
                                : " " + status.error().stage() + " " + status.error().reason();
                ends.put(uri.substring(uri.lastIndexOf('/') + 1), status.state() + problem);
            }
        }
        return ends;
    }

    private static List<Moment> momentsOf(String name) {
        return TestingSink.kept("moments", Moment.class).stream()
                .filter(moment -> moment.video().uri().endsWith(name))
                .toList();
    }
}
