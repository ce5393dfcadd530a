package io.zoetrope.query.media;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A video's files as the job stores them for playback: life 7, cut every six seconds, with a
 * playlist of key frames for each rendition.
 */
public final class TestingHls {
    private static final long SEGMENT_US = 6_000_000;

    private final List<String> renditions;
    private final SegmentContainer container;
    private final Path life;

    private TestingHls(List<String> renditions, SegmentContainer container, Path hls) {
        this.renditions = renditions;
        this.container = container;
        this.life = hls.resolve("7");
    }

    /** The usual way: copied, fragments of MP4. */
    public static void make(Path clip, Path hls) throws Exception {
        make(clip, List.of(MadeTrack.COPIED), SegmentContainer.FMP4, hls);
    }

    /**
     * @param clip with sound and a key frame every second, a multiple of six seconds long
     * @param renditions of the pictures
     * @param hls folder of the video
     */
    static void make(Path clip, List<String> renditions, SegmentContainer container, Path hls)
            throws Exception {
        TestingHls made = new TestingHls(renditions, container, hls);
        List<SegmentReport> segments = made.segments(clip);
        made.lists(segments);
        Files.writeString(hls.resolve("master.m3u8"), made.master(segments.get(0).tracks()));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(renditions);
        names.add(MadeTrack.SOUND);
        return names;
    }

    private List<SegmentReport> segments(Path clip) throws Exception {
        for (String name : names()) {
            Files.createDirectories(life.resolve(name));
        }
        List<SegmentReport> reports = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(clip);
                FfmpegVideoReader reader =
                        FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT)) {
            do {
                reports.add(segment(reader, reports.size()));
            } while (!reports.get(reports.size() - 1).ended());
        }
        return reports;
    }

    private SegmentReport segment(FfmpegVideoReader reader, int index) throws Exception {
        return reader.segment(
                new SegmentRequest(index, index * SEGMENT_US, (index + 1) * SEGMENT_US, -1)
                        .as(renditions, Encoding.DEFAULT)
                        .in(container),
                (track, head, bytes, length) ->
                        append(
                                life.resolve(names().get(track))
                                        .resolve(head ? "init.mp4" : file(index)),
                                bytes,
                                length));
    }

    private static void append(Path file, byte[] bytes, int length) {
        try (OutputStream out =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(int index) {
        return String.format(Locale.ROOT, "%06d", index) + container.extension();
    }

    private void lists(List<SegmentReport> segments) throws IOException {
        for (int track = 0; track <= renditions.size(); track++) {
            Path folder = life.resolve(names().get(track));
            StringBuilder list = new StringBuilder(head(""));
            StringBuilder keys = new StringBuilder(head("#EXT-X-I-FRAMES-ONLY\n"));
            for (int i = 0; i < segments.size(); i++) {
                long keyBytes = segments.get(i).tracks().get(track).keyBytes();
                list.append("#EXTINF:6.000000,\n").append(file(i)).append('\n');
                keys.append("#EXTINF:6.000000,\n#EXT-X-BYTERANGE:");
                keys.append(keyBytes - container.tableBytes()).append('@');
                keys.append(container.tableBytes()).append('\n').append(file(i)).append('\n');
            }
            Files.writeString(folder.resolve("media.m3u8"), list.append("#EXT-X-ENDLIST\n"));
            if (track < renditions.size()) {
                Files.writeString(folder.resolve("iframes.m3u8"), keys.append("#EXT-X-ENDLIST\n"));
            }
        }
    }

    private String head(String keysAlone) {
        boolean tables = !container.hasHead() && !keysAlone.isEmpty();
        return """
               #EXTM3U
               #EXT-X-VERSION:7
               #EXT-X-TARGETDURATION:6
               #EXT-X-MEDIA-SEQUENCE:0
               #EXT-X-PLAYLIST-TYPE:EVENT
               #EXT-X-START:TIME-OFFSET=0,PRECISE=YES
               """
                + keysAlone
                + (container.hasHead() ? "#EXT-X-MAP:URI=\"init.mp4\"\n" : "")
                + (tables ? "#EXT-X-MAP:URI=\"000000.ts\",BYTERANGE=\"376@0\"\n" : "");
    }

    private String master(List<MadeTrack> tracks) {
        StringBuilder master =
                new StringBuilder(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,URI="7/sound/media.m3u8"
                        """);
        List<MadeTrack> pictures = tracks.subList(0, renditions.size());
        for (MadeTrack track : pictures) {
            master.append("#EXT-X-STREAM-INF:").append(coding(track, 5000, ",mp4a.40.2"));
            master.append(",FRAME-RATE=25.000,AUDIO=\"sound\"\n7/").append(track.name());
            master.append("/media.m3u8\n");
        }
        for (MadeTrack track : pictures) {
            master.append("#EXT-X-I-FRAME-STREAM-INF:").append(coding(track, 100, ""));
            master.append(",URI=\"7/").append(track.name()).append("/iframes.m3u8\"\n");
        }
        return master.toString();
    }

    private static String coding(MadeTrack track, int bitsOfWidth, String sound) {
        int bits = track.width() * bitsOfWidth;
        return String.format(
                Locale.ROOT,
                "BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s%s\",RESOLUTION=%dx%d",
                bits,
                bits,
                track.codec(),
                sound,
                track.width(),
                track.height());
    }
}
