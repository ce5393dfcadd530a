package io.zoetrope.media.ffmpeg.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_ASS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SSA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBVTT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.media.captions.CaptionTrack;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/**
 * The text tracks of one file: gathers the lines that start in a range, and those that were met
 * early for the range that follows. Lines before the first picture belong to the range that begins
 * with it. For one thread.
 */
public final class CaptionTracks {
    /** Characters of all lines of a range: what is said in hours. */
    private static final int MOST_CHARS = 1 << 20;

    private static final long SECOND_US = 1_000_000;

    private record Track(SoundTrack times, CaptionTrack text) {}

    private final Map<Integer, Track> tracks = new TreeMap<>();
    private Set<CaptionLine> lines = new LinkedHashSet<>();
    private Set<CaptionLine> later = new LinkedHashSet<>();
    private long firstUs = Long.MIN_VALUE;
    private long startUs;
    private long endUs;
    private long chars;
    private int lost;
    private int lostLater;

    /**
     * @param originUs media time 0 on FFmpeg's clock of the file
     */
    CaptionTracks(AVFormatContext format, Container container, long originUs) {
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            CaptionTrack.Packing packing = packing(stream, container);
            if (packing != null) {
                tracks.put(
                        i,
                        new Track(
                                SoundTrack.of(format, i, originUs),
                                new CaptionTrack(packing, language(stream), tracks.size())));
            }
        }
    }

    private static CaptionTrack.Packing packing(AVStream stream, Container container) {
        if (stream.codecpar().codec_type() != AVMEDIA_TYPE_SUBTITLE) {
            return null;
        }
        return switch (stream.codecpar().codec_id()) {
            case AV_CODEC_ID_MOV_TEXT -> CaptionTrack.Packing.TIMED_TEXT;
            case AV_CODEC_ID_SUBRIP, AV_CODEC_ID_TEXT -> CaptionTrack.Packing.PLAIN;
            case AV_CODEC_ID_ASS, AV_CODEC_ID_SSA -> CaptionTrack.Packing.SUBSTATION;
            case AV_CODEC_ID_WEBVTT ->
                    container == Container.MP4
                            ? CaptionTrack.Packing.BOXED_WEBVTT
                            : CaptionTrack.Packing.WEBVTT;
            default -> null;
        };
    }

    private static String language(AVStream stream) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), "language", null, 0);
        return entry == null ? "" : TrackLanguage.of(entry.value().getString());
    }

    /** FFmpeg's names of subtitle tracks that are not read, comma-separated. */
    public static String unread(AVFormatContext format, Container container) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            boolean subtitles = stream.codecpar().codec_type() == AVMEDIA_TYPE_SUBTITLE;
            if (subtitles && packing(stream, container) == null) {
                names.add(avcodec_get_name(stream.codecpar().codec_id()).getString());
            }
        }
        return String.join(",", names);
    }

    /** Streams whose packets are wanted. */
    Set<Integer> indexes() {
        return tracks.keySet();
    }

    /**
     * @param us media time of the first picture
     */
    void firstAt(long us) {
        firstUs = us;
    }

    void begin(ReadRequest request) {
        later.clear();
        lostLater = 0;
        goOn(request);
    }

    void goOn(ReadRequest request) {
        boolean first = request.startUs() <= firstUs;
        startUs = first ? Math.min(0, request.startUs()) : request.startUs();
        endUs = request.endUs();
        Set<CaptionLine> met = later;
        lines = new LinkedHashSet<>();
        later = new LinkedHashSet<>();
        chars = 0;
        lost = lostLater;
        lostLater = 0;
        met.forEach(this::place);
    }

    void take(AVPacket packet) {
        Track track = tracks.get(packet.stream_index());
        if (packet.pts() == AV_NOPTS_VALUE) {
            lost++;
            return;
        }
        long us = track.times().us(packet.pts());
        if (us < startUs || packet.size() <= 0) {
            return;
        }
        byte[] bytes = new byte[Math.min(packet.size(), 1 << 16)];
        packet.data().get(bytes);
        long lengthUs =
                packet.duration() > 0 ? track.times().us(packet.pts() + packet.duration()) - us : 0;
        track.text().lines(us, lengthUs, bytes).forEach(this::place);
    }

    private void place(CaptionLine line) {
        Set<CaptionLine> place = line.startUs() < endUs ? lines : later;
        if (line.endUs() <= line.startUs()) {
            lost++;
            return;
        }
        if (line.startUs() < startUs || place.contains(line)) {
            return;
        }
        boolean far = place == later && line.startUs() - endUs > 60 * SECOND_US;
        if (far
                || place.size() >= ReadReport.MOST_CAPTIONS
                || chars + line.text().length() > MOST_CHARS) {
            lost += place == lines ? 1 : 0;
            lostLater += place == later && !far ? 1 : 0;
            return;
        }
        chars += line.text().length();
        place.add(line);
    }

    /** Those that start in the range, by start. */
    List<CaptionLine> lines() {
        List<CaptionLine> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparingLong(CaptionLine::startUs));
        return sorted;
    }

    int lost() {
        return lost;
    }
}
