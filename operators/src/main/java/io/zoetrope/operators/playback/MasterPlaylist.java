package io.zoetrope.operators.playback;

import io.zoetrope.domain.Playback;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Playlist of all renditions (RFC 8216 §4.3.4), the best one first. Sound is a rendition of its own
 * that goes with each of the others. Pure.
 *
 * @param folder of the renditions' folders, relative to the playlist
 * @param independent whether all segments of all renditions are
 * @param container of the segments
 * @param edition of the playlists that it names
 * @param pictures the renditions with pictures
 * @param sound null if there is none
 */
record MasterPlaylist(
        String folder,
        boolean independent,
        SegmentContainer container,
        int edition,
        List<Rendition> pictures,
        Rendition sound) {
    private static final String GROUP = "sound";

    /**
     * One rendition.
     *
     * @param track one of its segments'
     * @param codecs of all of them
     * @param keyFrames of its playlist of key frames; nothing if there is none
     */
    record Rendition(MadeTrack track, List<String> codecs, BitRates rates, BitRates keyFrames) {}

    String text() {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:");
        text.append(MediaPlaylist.version(container)).append('\n');
        if (independent) {
            text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        }
        text.append("#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n");
        if (sound != null) {
            text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"").append(GROUP);
            text.append("\",NAME=\"Sound\",DEFAULT=YES,AUTOSELECT=YES,URI=\"");
            text.append(uri(sound, PlaybackFiles.media(edition))).append("\"\n");
        }
        pictures.forEach(rendition -> append(text, rendition));
        pictures.stream()
                .filter(rendition -> rendition.keyFrames().peak() > 0)
                .forEach(rendition -> appendKeyFrames(text, rendition));
        return text.toString();
    }

    private void append(StringBuilder text, Rendition rendition) {
        text.append("#EXT-X-STREAM-INF:");
        append(text, rendition.track(), rates(rendition), codecs(rendition));
        double rate = rendition.track().frameRate().value();
        if (rate > 0) {
            text.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", rate));
        }
        text.append(sound == null ? "" : ",AUDIO=\"" + GROUP + "\"").append('\n');
        text.append(uri(rendition, PlaybackFiles.media(edition))).append('\n');
    }

    /** Pictures alone (§4.3.4.3). */
    private void appendKeyFrames(StringBuilder text, Rendition rendition) {
        text.append("#EXT-X-I-FRAME-STREAM-INF:");
        String codecs = String.join(",", rendition.codecs());
        append(text, rendition.track(), rendition.keyFrames(), codecs);
        text.append(",URI=\"").append(uri(rendition, PlaybackFiles.keyFrames(edition)));
        text.append("\"\n");
    }

    private static void append(StringBuilder text, MadeTrack of, BitRates rates, String codecs) {
        text.append("BANDWIDTH=").append(rates.peak());
        text.append(",AVERAGE-BANDWIDTH=").append(rates.average());
        text.append(",CODECS=\"").append(codecs);
        text.append("\",RESOLUTION=").append(of.width()).append('x').append(of.height());
    }

    private BitRates rates(Rendition rendition) {
        return sound == null ? rendition.rates() : rendition.rates().plus(sound.rates());
    }

    private String codecs(Rendition rendition) {
        List<String> all = new ArrayList<>(rendition.codecs());
        all.addAll(sound == null ? List.of() : sound.codecs());
        return String.join(",", all);
    }

    private String uri(Rendition rendition, String list) {
        return folder + "/" + rendition.track().name() + "/" + list;
    }

    /** The same for who does not read playlists. */
    List<Playback.Rendition> told() {
        return pictures.stream().map(this::told).toList();
    }

    private Playback.Rendition told(Rendition rendition) {
        MadeTrack track = rendition.track();
        BitRates rates = rates(rendition);
        return new Playback.Rendition(
                track.name(),
                track.width(),
                track.height(),
                codecs(rendition),
                rates.peak(),
                rates.average());
    }
}
