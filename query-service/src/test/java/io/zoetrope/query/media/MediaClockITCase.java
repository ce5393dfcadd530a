package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.domain.MediaTime;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.query.page.TestingBrowser;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture that a browser shows at a result's time is the picture that was found there, in files
 * whose first picture does not stand at 0 (docs/decisions/0006).
 */
class MediaClockITCase {
    private static final FrameShape SHAPE = new FrameShape(32, 32, FrameShape.Fit.STRETCH, 0);
    private static final String PAGE =
            "<video id=v muted preload=auto></video><canvas id=c width=32 height=32></canvas>";

    /** Reads the sixteen fields of FrameNumbers out of what is on screen. */
    private static final String NUMBER =
            """
            const v = document.getElementById('v');
            if (v.seeking || v.readyState < 2 || v.dataset.shown !== 'yes') return null;
            const g = document.getElementById('c').getContext('2d', {willReadFrequently: true});
            g.drawImage(v, 0, 0, 32, 32);
            let number = 0;
            for (let field = 0; field < 16; field++) {
              const x = (field % 4) * 8 + 4, y = (field >> 2) * 8 + 4;
              number |= (g.getImageData(x, y, 1, 1).data[1] > 127 ? 1 : 0) << field;
            }
            return number;
            """;

    private static final String SEEK =
            """
            const v = document.getElementById('v');
            v.dataset.shown = 'no';
            v.requestVideoFrameCallback(() => { v.dataset.shown = 'yes'; });
            v.currentTime = arguments[0];
            """;

    @TempDir Path folder;

    @Test
    void whatIsShownAtAResultsTimeIsWhatWasFound() throws Exception {
        TestingBrowser browser = TestingBrowser.get();
        for (String name : List.of("late.mp4", "late.webm", "late.mkv")) {
            String codec = name.endsWith("webm") ? "libvpx" : "libopenh264";
            Path clip = folder.resolve(name);
            ClipMaker.make(
                    clip,
                    // The first picture stands at 10 s; 24 a second fall between milliseconds.
                    ClipOptions.h264(128, 96, 24).withCodec(codec, 24, 0).withTimes(240, 0),
                    List.of(new Shot("numbers", new FrameNumbers(), 72)));
            agrees(browser, clip);
        }
    }

    private static void agrees(TestingBrowser browser, Path clip) throws Exception {
        List<SampledFrame> found = found(clip);
        assertThat(found.get(0).ptsUs()).isBetween(9_999_000L, 10_001_000L);
        HttpServer server = serve(clip);
        try {
            String root = "http://127.0.0.1:" + server.getAddress().getPort();
            browser.open(root + "/", 400, 300);
            browser.run("document.getElementById('v').src = arguments[0]", root + "/clip");
            browser.awaitTrue(
                    "the clip",
                    () ->
                            (Boolean)
                                    browser.run(
                                            "return document.getElementById('v').readyState > 1"));
            for (SampledFrame frame : found) {
                double seconds = MediaTime.ms(frame.ptsUs()) / 1000.0;
                browser.run(SEEK, seconds);
                int number = FrameNumbers.read(frame.picture("test").rgb(), 32, 32);
                browser.awaitTrue(
                        clip.getFileName() + " to show picture " + number + " at " + seconds,
                        () -> Long.valueOf(number).equals(browser.run(NUMBER)));
            }
        } finally {
            server.stop(0);
        }
    }

    private static List<SampledFrame> found(Path clip) throws Exception {
        List<SampledFrame> frames = new ArrayList<>();
        try (MediaSource source = new TestingFileSource(Files.readAllBytes(clip));
                VideoReader reader =
                        FfmpegVideoReader.open(source, clip.toString(), ReaderLimits.DEFAULT)) {
            reader.read(
                    new ReadRequest(
                            0,
                            Long.MAX_VALUE,
                            -1,
                            List.of(PictureSampling.of("test", Sampling.every(700_000), SHAPE)),
                            JpegSampling.NONE),
                    frames::add);
        }
        return frames;
    }

    private static HttpServer serve(Path clip) throws IOException {
        byte[] bytes = Files.readAllBytes(clip);
        String type = clip.toString().endsWith("mp4") ? "video/mp4" : "video/webm";
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> answer(exchange, "text/html", PAGE.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/clip", exchange -> answer(exchange, type, bytes));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, String type, byte[] bytes)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        if (range != null) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
        try (exchange) {
            exchange.getResponseBody().write(bytes, from, bytes.length - from);
        }
    }
}
