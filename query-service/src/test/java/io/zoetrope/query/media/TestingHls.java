package io.zoetrope.query.media;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** A video's files as the job stores them for playback: life 7, cut every six seconds. */
public final class TestingHls {
    private static final long SEGMENT_US = 6_000_000;
    private static final List<String> NAMES = List.of(MadeTrack.COPIED, MadeTrack.SOUND);

    private TestingHls() {}

    /**
     * @param clip H.264 with AAC and a key frame every second
     * @param seconds of it, a multiple of six
     * @param hls folder of the video
     */
    public static void make(Path clip, int seconds, Path hls) throws Exception {
        for (String name : NAMES) {
            Files.createDirectories(hls.resolve("7/" + name));
        }
        StringBuilder list = new StringBuilder(head());
        String codecs = "";
        try (TestingFileSource source = new TestingFileSource(clip);
                FfmpegVideoReader reader =
                        FfmpegVideoReader.open(source, "clip.mp4", ReaderLimits.DEFAULT)) {
            for (int i = 0; i < seconds / 6; i++) {
                SegmentReport report = segment(reader, i, hls);
                codecs = report.tracks().get(0).codec() + "," + report.tracks().get(1).codec();
                list.append("#EXTINF:6.000000,\n").append(file(i)).append('\n');
            }
        }
        list.append("#EXT-X-ENDLIST\n");
        for (String name : NAMES) {
            Files.writeString(hls.resolve("7/" + name + "/media.m3u8"), list);
        }
        Files.writeString(hls.resolve("master.m3u8"), master(codecs));
    }

    private static SegmentReport segment(FfmpegVideoReader reader, int index, Path hls)
            throws Exception {
        return reader.segment(
                new SegmentRequest(index, index * SEGMENT_US, (index + 1) * SEGMENT_US, -1),
                (track, head, bytes, length) ->
                        append(
                                hls.resolve("7/" + NAMES.get(track))
                                        .resolve(head ? "init.mp4" : file(index)),
                                bytes,
                                length));
    }

    private static String file(int index) {
        return String.format(Locale.ROOT, "%06d.m4s", index);
    }

    private static String master(String codecs) {
        return """
               #EXTM3U
               #EXT-X-VERSION:7
               #EXT-X-INDEPENDENT-SEGMENTS
               #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,URI="7/sound/media.m3u8"
               #EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=900000,CODECS="%s",RESOLUTION=160x96,FRAME-RATE=25.000,AUDIO="sound"
               7/source/media.m3u8
               """
                .formatted(codecs);
    }

    private static String head() {
        return """
               #EXTM3U
               #EXT-X-VERSION:7
               #EXT-X-TARGETDURATION:6
               #EXT-X-MEDIA-SEQUENCE:0
               #EXT-X-PLAYLIST-TYPE:VOD
               #EXT-X-INDEPENDENT-SEGMENTS
               #EXT-X-START:TIME-OFFSET=0,PRECISE=YES
               #EXT-X-MAP:URI="init.mp4"
               """;
    }

    private static void append(Path file, byte[] bytes, int length) {
        try (OutputStream out =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
