package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.testing.clips.CaptionOptions;
import io.zoetrope.testing.clips.CaptionOptions.Cue;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text tracks inside of videos. */
class CaptionTracksTest {
    private static final ClipOptions SMALL = ClipOptions.h264(64, 64, 25);

    @TempDir Path folder;

    private static Cue cue(String codec, long startMs, long lengthMs, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] payload =
                switch (codec) {
                    case "mov_text" ->
                            ByteBuffer.allocate(plain.length + 2)
                                    .putShort((short) plain.length)
                                    .put(plain)
                                    .array();
                    case "ass" -> ("0,0,Default,,0,0,0,," + text).getBytes(StandardCharsets.UTF_8);
                    default -> plain;
                };
        return new Cue(startMs, lengthMs, payload);
    }

    private Path film(String extension, CaptionOptions... captions) {
        FilmMaker maker = FilmMaker.of(folder.resolve("film." + extension)).pictures(SMALL, 250);
        maker.sound(SoundOptions.of("aac", 44100, 10, SoundOptions.beats()));
        for (CaptionOptions one : captions) {
            maker.captions(one);
        }
        return maker.make();
    }

    private static List<CaptionLine> lines(Heard heard) {
        return heard.reports.stream().flatMap(report -> report.captions().stream()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, mov_text, ger, de",
        "mov, mov_text, eng, en",
        "mkv, subrip, fre, fr",
        "mkv, ass, und, ''",
        "mkv, webvtt, jpn, ja",
    })
    void linesAreReadWithTheirTimes(String extension, String codec, String language, String tag)
            throws Exception {
        List<Cue> cues =
                List.of(
                        cue(codec, 500, 1500, "One"),
                        cue(codec, 2000, 1000, "ANNA: Two"),
                        cue(codec, 4990, 2000, "<i>Three</i>"),
                        cue(codec, 7500, 400, "Fünf \uD83C\uDFAC"));
        Path file = film(extension, new CaptionOptions(codec, language, cues));
        List<CaptionLine> expected =
                List.of(
                        new CaptionLine(500_000, 2_000_000, "One", tag, "", 0),
                        new CaptionLine(2_000_000, 3_000_000, "Two", tag, "ANNA", 0),
                        new CaptionLine(4_990_000, 6_990_000, "Three", tag, "", 0),
                        new CaptionLine(7_500_000, 7_900_000, "Fünf \uD83C\uDFAC", tag, "", 0));

        assertThat(lines(Heard.whole(file))).isEqualTo(expected);
        Long[] edges = {0L, 2_000_000L, 5_000_000L, 7_000_000L, 20_000_000L};
        assertThat(lines(Heard.parts(file, 0, edges))).isEqualTo(expected);
        assertThat(lines(Heard.sought(file, 0, edges))).isEqualTo(expected);
        assertThat(alone(file, edges)).isEqualTo(expected);
    }

    /** As they are read if no picture can be decoded. */
    private static List<CaptionLine> alone(Path file, Long... edges) throws Exception {
        List<CaptionLine> lines = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            FfmpegVideoReader video = (FfmpegVideoReader) reader;
            long decoded = video.framesFromDecoder();
            for (int i = 0; i + 1 < edges.length; i++) {
                ReadRequest request = ReadRequest.captionsAlone(edges[i], edges[i + 1], -1);
                lines.addAll(reader.read(request, new Heard()).captions());
            }
            assertThat(video.framesFromDecoder()).isEqualTo(decoded);
        }
        return lines;
    }

    /** Pictures, teletext, timed text in XML: a film with those is not without subtitles. */
    @ParameterizedTest
    @CsvSource({"mkv, hdmv_pgs_subtitle", "ts, dvb_teletext", "mp4, ttml"})
    void tracksThatAreNotReadAreNamed(String extension, String codec) throws Exception {
        Path file =
                film(
                        extension,
                        new CaptionOptions(codec, "ger", List.of(cue(codec, 500, 900, "x"))));

        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            assertThat(reader.info().pictureSubtitles()).isEqualTo(codec);
        }
        assertThat(lines(Heard.whole(file))).isEmpty();
    }

    /** Pictures from 3 s on, and sound with them. */
    @ParameterizedTest
    @CsvSource({"mp4, mov_text", "mkv, subrip"})
    void whatIsSaidBeforeTheFirstPictureIsReadWithIt(String extension, String codec)
            throws Exception {
        Path file =
                FilmMaker.of(folder.resolve("late." + extension))
                        .pictures(SMALL.withTimes(75, 0), 100)
                        .sound(SoundOptions.of("aac", 44100, 7, SoundOptions.beats()).from(3))
                        .captions(
                                new CaptionOptions(
                                        codec,
                                        "eng",
                                        List.of(
                                                cue(codec, 500, 700, "First"),
                                                cue(codec, 1500, 1000, "Second"),
                                                cue(codec, 4000, 1000, "Third"))))
                        .make();
        Long[] edges = {3_000_000L, 5_000_000L, 20_000_000L};
        for (List<CaptionLine> lines :
                List.of(
                        lines(Heard.parts(file, 0, edges)),
                        lines(Heard.sought(file, 0, edges)),
                        alone(file, edges))) {
            assertThat(lines)
                    .extracting(CaptionLine::text)
                    .containsExactly("First", "Second", "Third");
            assertThat(lines)
                    .extracting(CaptionLine::startUs)
                    .containsExactly(500_000L, 1_500_000L, 4_000_000L);
        }
    }

    @Test
    void tracksAreNumberedAndLinesMayOverlap() throws Exception {
        Path file =
                film(
                        "mkv",
                        new CaptionOptions(
                                "subrip",
                                "eng",
                                List.of(
                                        cue("subrip", 1000, 5000, "Long"),
                                        cue("subrip", 1000, 1000, "Same start"),
                                        cue("subrip", 2000, 36_000_000, "Ten hours"))),
                        new CaptionOptions(
                                "subrip", "spa", List.of(cue("subrip", 1500, 500, "Dos"))));
        List<CaptionLine> lines = lines(Heard.whole(file));

        assertThat(lines)
                .extracting(CaptionLine::text)
                .containsExactly("Long", "Same start", "Dos", "Ten hours");
        assertThat(lines).extracting(CaptionLine::track).containsExactly(0, 0, 1, 0);
        assertThat(lines.get(3).endUs()).isEqualTo(122_000_000);
    }

    @Test
    void brokenEncodingsAreReadAsWestern() throws Exception {
        byte[] western = "Grüße".getBytes(Charset.forName("windows-1252"));
        Path file =
                film("mkv", new CaptionOptions("subrip", "", List.of(new Cue(1000, 500, western))));

        assertThat(lines(Heard.whole(file))).extracting(CaptionLine::text).containsExactly("Grüße");
    }

    @Test
    void moreLinesThanAreSaidAreBoundedAndCounted() throws Exception {
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            cues.add(cue("subrip", i / 4, 10, "Line " + i));
        }
        Path file = film("mkv", new CaptionOptions("subrip", "", cues));
        Heard heard = Heard.parts(file, 0, 0L, 3_000_000L, 20_000_000L);

        for (ReadReport report : heard.reports) {
            assertThat(report.captions()).hasSize(ReadReport.MOST_CAPTIONS);
            assertThat(report.losses().lostCaptions()).isGreaterThan(5_000);
        }
        assertThat(heard.reports.get(1).captions().get(0).startUs()).isEqualTo(3_000_000);
    }
}
