package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stretches of videos as files of their own. */
class ClipsITCase {
    private static final int RATE = 25;
    private static final int SECONDS = 24;
    private static final FrameShape SHAPE = new FrameShape(32, 32, FrameShape.Fit.STRETCH, 0);
    private static final String STRETCH = "/clip.mp4?start_ms=5300&end_ms=8300";

    @TempDir static Path folder;
    private static TestingService service;
    private static TestingIndex index;

    /** Playback of a video, half of which will have been stored. */
    private static Path begun;

    @BeforeAll
    static void start() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path film =
                FilmMaker.of(sources.resolve("film.mp4"))
                        .pictures(ClipOptions.h264(160, 96, RATE), RATE * SECONDS)
                        .sound(SoundOptions.of("aac", 44100, SECONDS, SoundOptions.beats()))
                        .make();
        Path broken = Files.writeString(sources.resolve("broken.mp4"), "0123456789");
        Path hls = folder.resolve("objects/hls");
        TestingHls.make(film, hls.resolve(VideoIds.key("default", "stored")));
        begun = hls.resolve(VideoIds.key("default", "begun"));
        TestingHls.make(film, begun);
        index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (String id : List.of("film", "gone")) {
            index.video(
                    "default",
                    id,
                    "ready",
                    v -> v.put("uri", film.toUri().toString()).put("duration_ms", SECONDS * 1000));
        }
        index.video("default", "stored", "ready", v -> v.put("uri", "s3a://far/away.mp4"))
                .video(
                        "default",
                        "begun",
                        "indexing",
                        v -> v.put("uri", "s3a://far/begun.mp4").put("duration_ms", SECONDS * 1000))
                .video("default", "far", "ready", v -> v.put("uri", "s3a://far/other.mp4"))
                .video("default", "broken", "ready", v -> v.put("uri", broken.toUri().toString()))
                .moment("default", "film", 2000, "red");
        index.flush();
        service = TestingService.start(folder);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    /** What a file shows and how it sounds. */
    private static final class Seen implements PassOutput {
        final List<Integer> numbers = new ArrayList<>();
        final List<SoundPiece> sound = new ArrayList<>();

        static Seen of(byte[] file) throws Exception {
            Seen seen = new Seen();
            PictureSampling all = PictureSampling.of("all", Sampling.every(0), SHAPE);
            try (TestingFileSource source = new TestingFileSource(file);
                    VideoReader reader =
                            FfmpegVideoReader.open(source, "clip.mp4", ReaderLimits.DEFAULT)) {
                reader.read(
                        new ReadRequest(0, Long.MAX_VALUE, -1, List.of(all), JpegSampling.NONE)
                                .withSound(SoundSampling.withTail(0)),
                        seen);
            }
            return seen;
        }

        @Override
        public void frame(SampledFrame frame) {
            numbers.add(FrameNumbers.read(frame.picture("all").rgb(), 32, 32));
        }

        @Override
        public void sound(SoundPiece piece) {
            sound.add(piece);
        }

        int peak(int fromMs, int toMs) {
            int peak = 0;
            for (SoundPiece piece : sound) {
                for (int i = 0; i < piece.samples().length; i++) {
                    long ms = (piece.first() + i) / 16;
                    peak =
                            ms >= fromMs && ms < toMs
                                    ? Math.max(peak, Math.abs(piece.samples()[i]))
                                    : peak;
                }
            }
            return peak;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"film", "stored"})
    void isWhatIsShownAndHeardThen(String video) throws Exception {
        Answer answer = service.get("/v1/videos/" + video + STRETCH);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");

        Seen seen = Seen.of(answer.http().body());

        // 5.28 s is still shown at 5.3 s, and 8.28 s is the last before 8.3 s.
        assertThat(seen.numbers).isEqualTo(IntStream.rangeClosed(132, 207).boxed().toList());
        for (int beatMs : new int[] {700, 1700, 2700}) {
            assertThat(seen.peak(beatMs - 300, beatMs - 30)).isLessThan(700);
            assertThat(seen.peak(beatMs, beatMs + 10)).isGreaterThan(3000);
        }
    }

    @Test
    void isAFileWithRanges() {
        Answer whole = service.get("/v1/videos/film" + STRETCH);
        byte[] bytes = whole.http().body();
        Answer part = service.get("/v1/videos/film" + STRETCH, "Range", "bytes=4-7");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.http().body()).asString().isEqualTo("ftyp");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 4-7/" + bytes.length);
        Answer head = service.send("HEAD", "/v1/videos/film" + STRETCH, null);
        assertThat(head.header("Content-Length")).isEqualTo("" + bytes.length);
        Answer same =
                service.get("/v1/videos/film" + STRETCH, "If-None-Match", whole.header("ETag"));
        assertThat(same.status()).isEqualTo(304);
        Answer behind = service.get("/v1/videos/film" + STRETCH, "Range", "bytes=99999999-");
        assertThat(behind.status()).isEqualTo(416);
    }

    /** The tag is made of the time of the file too. */
    @Test
    void isMadeOnceForAllWhoAsk() {
        Set<String> tags = new HashSet<>();
        IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> service.get("/v1/videos/film/clip.mp4?start_ms=100&end_ms=900"))
                .forEach(
                        answer -> {
                            synchronized (tags) {
                                tags.add(answer.status() + answer.header("ETag"));
                            }
                        });
        assertThat(tags).hasSize(1).allMatch(tag -> tag.startsWith("200"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                               | start_ms",
                "start_ms=0                      | end_ms",
                "end_ms=10                       | start_ms",
                "start_ms=-1&end_ms=10           | start_ms",
                "start_ms=0&end_ms=NaN           | end_ms",
                "start_ms=1e3&end_ms=2000        | start_ms",
                "start_ms=0&end_ms=99999999999999999999 | end_ms",
                "start_ms=2000&end_ms=2000       | end_ms",
                "start_ms=2000&end_ms=1000       | end_ms",
                "start_ms=0&end_ms=120001        | end_ms",
                "start_ms=24000&end_ms=25000     | start_ms",
                "start_ms=0&end_ms=1000&x=1      | x",
            })
    void saysWhatIsWrong(String query, String field) {
        Answer answer =
                service.get("/v1/videos/film/clip.mp4" + (query == null ? "" : "?" + query));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("invalid_request");
        assertThat(answer.json().at("/error/detail").asText()).isEqualTo(field);
    }

    @Test
    void ofWhatIsNotThereThereIsNone() {
        assertThat(service.get("/v1/videos/nobody" + STRETCH).status()).isEqualTo(404);
        assertThat(service.get("/v1/videos/far" + STRETCH).status()).isEqualTo(404);
        assertThat(service.get("/v1/videos/..%2ffilm" + STRETCH).status()).isIn(400, 404);
        assertThat(service.get("/v1/videos/film" + STRETCH, service.of("other")).status())
                .isEqualTo(404);
        Answer broken = service.get("/v1/videos/broken" + STRETCH);
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.json().at("/error/detail").asText()).isEqualTo("not_a_video");
    }

    /** Half of its pictures are there, then half of its sound is missing, then nothing. */
    @Test
    void ofWhatIsNotStoredYetThereIsNoneYet() throws Exception {
        Path pictures = begun.resolve("7/source/media.m3u8");
        Path sound = begun.resolve("7/sound/media.m3u8");
        String whole = Files.readString(pictures);
        String half = whole.substring(0, whole.indexOf("#EXTINF", whole.indexOf("000001.m4s")));
        String late = "/v1/videos/begun/clip.mp4?start_ms=11000&end_ms=13000";
        for (Path list : List.of(pictures, sound)) {
            Files.writeString(pictures, whole);
            Files.writeString(sound, whole);
            Files.writeString(list, half);
            Answer answer = service.get(late);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.errorCode()).isEqualTo("not_stored");
            assertThat(answer.json().at("/error/message").asText()).contains("before 12000 ms");
            assertThat(answer.json().at("/error/detail").asText()).isEqualTo("12000");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(
                            service.get("/v1/videos/begun/clip.mp4?start_ms=11000&end_ms=12000")
                                    .status())
                    .isEqualTo(200);
        }
        Files.writeString(pictures, whole);
        Files.writeString(sound, whole);
        assertThat(service.get(late).status()).isEqualTo(200);
    }

    @Test
    void goesWithItsVideo() {
        String clip = "/v1/videos/gone" + STRETCH;
        assertThat(service.get(clip).status()).isEqualTo(200);
        index.video("default", "gone", "deleted", v -> {});
        index.flush();
        assertThat(service.get(clip).status()).isEqualTo(404);
    }

    @Test
    void aLinkIsForOneStretch() throws Exception {
        try (TestingService locked = TestingService.startLocked(folder)) {
            Answer moments = locked.get("/v1/videos/film/moments", locked.of("default"));
            String url = moments.json().at("/moments/0/clip_url").asText();
            assertThat(url).startsWith("/v1/signed/").endsWith("start_ms=2000&end_ms=4000");
            Answer clip = locked.get(url);
            assertThat(clip.status()).isEqualTo(200);
            assertThat(Seen.of(clip.http().body()).numbers).hasSize(50).startsWith(50);
            assertThat(locked.get(url.replace("=4000", "=4001")).status()).isEqualTo(401);
            assertThat(locked.get("/v1/videos/film" + STRETCH).status()).isEqualTo(401);
        }
    }
}
