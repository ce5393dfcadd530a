package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.page.TestingBrowser;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import java.nio.file.Files;
import java.nio.file.Path;
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
        TestingHls.make(
                film,
                List.of(MadeTrack.COPIED),
                SegmentContainer.TS,
                hls.resolve(VideoIds.key("default", "streamed")));
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
                .video("default", "streamed", "ready", v -> v.put("uri", "s3a://far/ts.mp4"))
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

    @ParameterizedTest
    @ValueSource(strings = {"film", "stored", "streamed"})
    void isWhatIsShownAndHeardThen(String video) throws Exception {
        Answer answer = service.get("/v1/videos/" + video + STRETCH);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");

        SeenClip seen = SeenClip.of(answer.http().body());

        // 5.28 s is still shown at 5.3 s, and 8.28 s is the last before 8.3 s.
        assertThat(seen.numbers).isEqualTo(IntStream.rangeClosed(132, 207).boxed().toList());
        for (int beatMs : new int[] {700, 1700, 2700}) {
            assertThat(seen.peak(beatMs - 300, beatMs - 30)).isLessThan(700);
            assertThat(seen.peak(beatMs, beatMs + 10)).isGreaterThan(3000);
        }
    }

    /**
     * Its first pictures were encoded, those from 0.7 s on are as they were: a browser goes from
     * one coding to the other, and seeks in either.
     */
    @Test
    void aBrowserShowsBothCodings() {
        TestingBrowser browser = TestingBrowser.get();
        browser.open(service.uri(), 800, 600);
        browser.run(
                "const video = document.createElement('video'); video.id = 'tried'; video.muted ="
                        + " true; video.src = arguments[0]; document.body.append(video);",
                "/v1/videos/film" + STRETCH);
        for (double seconds : new double[] {0.01, 2.91, 0.67, 0.73, 1.51, 0.31}) {
            ShownPictures.seek(browser, seconds);
            // The picture at 5.28 s is shown from the beginning on.
            ShownPictures.expect(browser, seconds, (int) ((5.3 + seconds) * RATE));
        }
        browser.run(
                "const v = document.getElementById('tried'); v.currentTime = 0;"
                        + " v.playbackRate = 2; v.play();");
        browser.awaitTrue(
                "it plays to its end, past where the coding changes",
                () ->
                        (Boolean)
                                browser.run(
                                        "const v = document.getElementById('tried'); return"
                                                + " v.ended && !v.error && v.duration > 2.9 &&"
                                                + " v.getVideoPlaybackQuality().totalVideoFrames"
                                                + " > 60"));
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
            assertThat(SeenClip.of(clip.http().body()).numbers).hasSize(50).startsWith(50);
            assertThat(locked.get(url.replace("=4000", "=4001")).status()).isEqualTo(401);
            assertThat(locked.get("/v1/videos/film" + STRETCH).status()).isEqualTo(401);
        }
    }
}
