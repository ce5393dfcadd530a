package io.zoetrope.query.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.page.TestingBrowser;
import io.zoetrope.query.page.TestingPage;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.SoundOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job stored for playback, over HTTP and in a real browser with hls.js. */
class HlsITCase {
    private static final String HLS = "/v1/videos/clip/hls/";
    private static final int RATE = 25;
    private static final int SECONDS = 24;

    @TempDir static Path folder;
    private static TestingService service;

    @BeforeAll
    static void start() throws Exception {
        Path clip = folder.resolve("clip.mp4");
        ClipMaker.make(
                clip,
                ClipOptions.h264(160, 96, RATE).withTone(),
                List.of(new Shot("numbers", new FrameNumbers(), RATE * SECONDS)));
        make(clip, "clip", List.of(MadeTrack.COPIED), SegmentContainer.FMP4);
        Path film = folder.resolve("film.webm");
        FilmMaker.of(film)
                .pictures(ClipOptions.h264(160, 96, RATE).withCodec("libvpx-vp9", 90, 0), 300)
                .sound(SoundOptions.of("libopus", 48_000, 12, SoundOptions.tone(440)))
                .make();
        for (SegmentContainer container : SegmentContainer.values()) {
            make(film, "film-" + container, List.of("96p", "48p"), container);
        }
        service = TestingService.start(folder);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    private static void make(
            Path clip, String id, List<String> renditions, SegmentContainer container)
            throws Exception {
        TestingHls.make(
                clip,
                renditions,
                container,
                folder.resolve("objects/hls/" + VideoIds.key("default", id)));
    }

    @Test
    void playlistsAreAskedForAgainAndSegmentsAreKept() {
        Answer master = service.get(HLS + "master.m3u8");
        assertThat(master.status()).isEqualTo(200);
        assertThat(master.header("Content-Type")).startsWith("application/vnd.apple.mpegurl");
        assertThat(master.header("Cache-Control")).contains("no-cache");
        Answer segment = service.get(HLS + "7/source/000001.m4s", "Range", "bytes=4-7");
        assertThat(segment.status()).isEqualTo(206);
        assertThat(new String(segment.http().body(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("styp");
        assertThat(segment.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(segment.header("Cache-Control")).contains("immutable");
        Answer sound = service.get(HLS + "7/sound/init.mp4");
        assertThat(sound.header("Content-Type")).isEqualTo("audio/mp4");
    }

    /** Browsers play these with playlists of key frames in the master, which hls.js passes over. */
    @Test
    void playlistsOfKeyFramesAreServedAndSoAreTheirRanges() {
        assertThat(new String(service.get(HLS + "master.m3u8").http().body(), UTF_8))
                .contains("#EXT-X-I-FRAME-STREAM-INF:", "URI=\"7/source/iframes.m3u8\"");
        Answer keys = service.get(HLS + "7/source/iframes.m3u8");
        assertThat(keys.header("Content-Type")).startsWith("application/vnd.apple.mpegurl");
        Matcher range =
                Pattern.compile("#EXT-X-BYTERANGE:([0-9]+)@0\n(000001\\.m4s)")
                        .matcher(new String(keys.http().body(), UTF_8));
        assertThat(range.find()).isTrue();
        int bytes = Integer.parseInt(range.group(1));
        Answer key =
                service.get(HLS + "7/source/" + range.group(2), "Range", "bytes=0-" + (bytes - 1));
        assertThat(key.status()).isEqualTo(206);
        assertThat(key.http().body()).hasSize(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7/source/000099.m4s",
                "7/source/..%2Fmedia.m3u8",
                "7/..%2F..%2F/media.m3u8",
                "7/source/notes.txt",
                "..%2F7/source/media.m3u8",
                "8/source/media.m3u8"
            })
    void nothingElseIsThere(String path) {
        assertThat(service.get(HLS + path).status()).isIn(400, 404);
    }

    @Test
    void anotherVideoHasNone() {
        assertThat(service.get("/v1/videos/other/hls/master.m3u8").status()).isEqualTo(404);
        assertThat(service.get("/v1/videos/..%2Fclip/hls/master.m3u8").status()).isIn(400, 404);
    }

    /** What is shown at a time is the picture of that time, whichever segment was loaded first. */
    @Test
    void aBrowserShowsThePictureOfEachTime() throws IOException {
        TestingBrowser browser = attach("clip", 13_020);
        shows(browser, 13.02);
        for (double seconds : new double[] {2.02, 20.5, 6.02, 23.9}) {
            browser.run("document.getElementById('tried').currentTime = " + seconds);
            shows(browser, seconds);
        }
        save(browser, "hls-seek.png");
        Object length = browser.run("return document.getElementById('tried').duration");
        assertThat(((Number) length).doubleValue())
                .isCloseTo(SECONDS, org.assertj.core.data.Offset.offset(0.05));
    }

    private static TestingBrowser attach(String id, int startMs) {
        TestingBrowser browser = TestingBrowser.get();
        browser.open(service.uri(), 800, 600);
        browser.run(
                "const video = document.createElement('video'); video.id = 'tried';"
                        + " video.muted = true; document.body.append(video);"
                        + " import('/js/play/playback.js').then((m) => m.attach(video,"
                        + " '/v1/videos/' + arguments[0] + '/hls/master.m3u8', arguments[1]));",
                id,
                startMs);
        return browser;
    }

    @Test
    void transportStreamsAreSaidToBeSome() {
        for (String rendition : List.of("96p", "sound")) {
            Answer segment = service.get("/v1/videos/film-TS/hls/7/" + rendition + "/000000.ts");
            assertThat(segment.status()).isEqualTo(200);
            assertThat(segment.header("Content-Type")).isEqualTo("video/mp2t");
            assertThat(segment.header("Cache-Control")).contains("immutable");
        }
    }

    /** Encoded from VP9 with Opus, in two sizes: seen at each time, and heard beside. */
    @ParameterizedTest
    @EnumSource
    void aBrowserShowsWhatWasEncoded(SegmentContainer container) throws IOException {
        TestingBrowser browser = attach("film-" + container, 7_020);
        shows(browser, 7.02);
        for (double seconds : new double[] {1.02, 11.5, 6.02, 5.98}) {
            browser.run("document.getElementById('tried').currentTime = " + seconds);
            shows(browser, seconds);
        }
        browser.run("document.getElementById('tried').play()");
        browser.awaitTrue(
                "it plays on, with its sound",
                () ->
                        (Boolean)
                                browser.run(
                                        "const v = document.getElementById('tried'); return"
                                                + " v.currentTime > 6.5 &&"
                                                + " v.webkitAudioDecodedByteCount > 0"));
        save(browser, "hls-play-" + container + ".png");
    }

    /** The page's own player lets people choose how large pictures are. */
    @Test
    void theLadderIsClimbedByHand() throws IOException {
        TestingBrowser browser = TestingBrowser.get();
        browser.open(service.uri(), 800, 600);
        browser.run(
                "import('/js/play/stage.js').then((m) => { const stage = new m.Stage();"
                        + " document.body.append(stage.element);"
                        + " stage.load({ video_id: 'film-FMP4', start_ms: 0, playback_url:"
                        + " '/v1/videos/film-FMP4/hls/master.m3u8' }, false);"
                        + " stage.element.querySelector('video').muted = true; });");
        browser.awaitTrue(
                "two sizes, and neither",
                () ->
                        (Boolean)
                                browser.run(
                                        "return document.querySelectorAll('.stage"
                                                + " [data-choice=levels] option').length === 3"));
        for (String name : List.of("48p", "96p", "48p")) {
            browser.run("document.querySelector('.stage video').pause()");
            // What is shown stays; the segment after it is fetched anew.
            seek(browser, 1);
            browser.run(
                    "const s = document.querySelector('.stage [data-choice=levels]'); s.value ="
                            + " [...s.options].find((o) => o.text === arguments[0]).value;"
                            + " s.dispatchEvent(new Event('change'));",
                    name);
            seek(browser, 7);
            browser.run("document.querySelector('.stage video').play()");
            int height = Integer.parseInt(name.substring(0, 2));
            browser.awaitTrue(
                    "pictures of " + name,
                    () ->
                            (Boolean)
                                    browser.run(
                                            "return document.querySelector('.stage"
                                                    + " video').videoHeight === arguments[0]",
                                            height));
            save(browser, "hls-ladder-" + name + ".png");
        }
    }

    private static void seek(TestingBrowser browser, int seconds) {
        browser.run("document.querySelector('.stage video').currentTime = arguments[0]", seconds);
        browser.awaitTrue(
                "a picture at " + seconds,
                () ->
                        (Boolean)
                                browser.run(
                                        "const v = document.querySelector('.stage video'); return"
                                                + " !v.seeking && v.readyState >= 2"));
    }

    /** Leaves a picture of the player, with the time that it is at. */
    private static void save(TestingBrowser browser, String name) throws IOException {
        browser.run(
                "const v = document.querySelector('.stage video, #tried');"
                        + " if (v.id) { v.controls = true; v.style.width = '480px'; }"
                        + " v.scrollIntoView({ block: 'center' });");
        browser.save(TestingPage.PICTURES.resolve(name));
    }

    private static void shows(TestingBrowser browser, double seconds) {
        ShownPictures.expect(browser, seconds, (int) (seconds * RATE));
    }
}
