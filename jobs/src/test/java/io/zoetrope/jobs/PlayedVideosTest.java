package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.SoundOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an arrival to playlists and segments in the store, and away again. */
class PlayedVideosTest {
    private static final Analysers ANALYSERS =
            Analysers.of(new TestingEncoder(Sampling.every(500_000)));

    @TempDir Path folder;
    @TempDir Path store;

    @Test
    void isPlayableAndCompleteAndGoesWithItsVideoUnlessItsArrivalWantsNone() throws Exception {
        Path video = folder.toRealPath().resolve("clip.mp4");
        ClipMaker.make(
                video,
                ClipOptions.h264(128, 96, 25).withTone(),
                List.of(new Shot("numbers", new FrameNumbers(), 500)));
        Configuration options =
                CollectingJob.playing(folder.toRealPath(), store.toRealPath())
                        .set(PlaybackOptions.LADDER, List.of(96, 48));
        try (CollectingJob job =
                CollectingJob.start(
                        List.of(video), options, ANALYSERS, IndexVideosJob.videos(options))) {
            job.await("the end of both", () -> last() != null && last().playback().isOver());

            VideoStatus status = last();
            assertThat(status.state()).isEqualTo(IndexingState.READY);
            assertThat(status.playback().problem()).isNull();
            assertThat(status.playback().playableMs()).isPositive();
            assertThat(status.playback().completeMs())
                    .isGreaterThanOrEqualTo(status.playback().playableMs());
            assertThat(CollectingJob.deadLetters()).isEmpty();
            Path hls = store.resolve("hls").resolve(status.video().key());
            String master = Files.readString(hls.resolve("master.m3u8"));
            assertThat(master).contains("RESOLUTION=128x96,FRAME-RATE=25.000,AUDIO=\"sound\"");
            String list =
                    master.lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
            Path media = hls.resolve(list);
            assertThat(Files.readString(media))
                    .contains(
                            "#EXT-X-TARGETDURATION:6\n",
                            "#EXTINF:6.000000,\n000000.m4s\n",
                            "#EXTINF:6.000000,\n000001.m4s\n",
                            "#EXT-X-ENDLIST");
            assertThat(media.resolveSibling("000002.m4s")).isNotEmptyFile();
            assertThat(media.resolveSibling("init.mp4")).isNotEmptyFile();
            assertThat(Files.readString(media.resolveSibling("iframes.m3u8")))
                    .contains("#EXT-X-I-FRAMES-ONLY", "@0\n000001.m4s\n");
            assertThat(status.playback().renditions())
                    .singleElement()
                    .satisfies(each -> assertThat(each.name()).isEqualTo("source"))
                    .satisfies(each -> assertThat(each.codecs()).endsWith(",mp4a.40.2"));

            CollectingJob.sendRemoval(video.toUri().toString());
            job.await("files to go", this::isStoreEmpty);

            Path other = Files.copy(video, video.resolveSibling("other.mp4"));
            CollectingJob.send("{\"uri\":\"%s\",\"playback\":false}".formatted(other.toUri()));
            job.await("its end", () -> last().video().uri().endsWith("other.mp4"));
            assertThat(last().playback().isOver()).isFalse();

            // What the line of playback got before this one, it has served by then.
            Path third = Files.copy(video, video.resolveSibling("third.mp4"));
            CollectingJob.sendVideo(third.toUri().toString());
            job.await(
                    "the end of both ways of a later one",
                    () -> last().video().uri().endsWith("third.mp4") && last().playback().isOver());
            Path own = store.resolve("hls").resolve(last().video().key());
            assertThat(files()).isNotEmpty().allMatch(file -> file.startsWith(own));

            encodes(job);
        }
    }

    /** What browsers do not play is encoded, in pieces that the line cuts within groups. */
    private void encodes(CollectingJob job) throws Exception {
        Path video = folder.toRealPath().resolve("other.webm");
        FilmMaker.of(video)
                .pictures(ClipOptions.h264(128, 96, 25).withCodec("libvpx-vp9", 1000, 0), 400)
                .sound(SoundOptions.of("libopus", 48_000, 16, SoundOptions.tone(440)))
                .make();
        CollectingJob.sendVideo(video.toUri().toString());
        job.await(
                "the end of both ways of one that is encoded",
                () -> last().video().uri().endsWith("other.webm") && last().playback().isOver());
        assertThat(last().playback().problem()).isNull();
        assertThat(last().playback().renditions())
                .extracting(Playback.Rendition::name)
                .containsExactly("96p", "48p");
        Path hls = store.resolve("hls").resolve(last().video().key());
        String master = Files.readString(hls.resolve("master.m3u8"));
        assertThat(master)
                .contains("RESOLUTION=128x96", "RESOLUTION=64x48", "AUDIO=\"sound\"", "mp4a.40.2");
        for (String line : master.lines().filter(each -> each.endsWith("media.m3u8")).toList()) {
            assertThat(Files.readString(hls.resolve(line)))
                    .contains("#EXT-X-TARGETDURATION:6\n", "#EXTINF:6.000000,\n000001.m4s\n")
                    .endsWith("#EXT-X-ENDLIST\n");
        }
    }

    private static VideoStatus last() {
        List<VideoStatus> finals = CollectingJob.finals();
        return finals.isEmpty() ? null : finals.get(finals.size() - 1);
    }

    /** Files that go while they are listed are there yet. */
    private boolean isStoreEmpty() {
        try {
            return files().isEmpty();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
