package io.zoetrope.operators.playback;

import io.zoetrope.media.playback.MadeTrack;
import java.util.List;
import java.util.Locale;

/**
 * Playlist of all renditions (RFC 8216 §4.3.4), the best one first. Sound is a rendition of its own
 * that goes with each of the others. Pure.
 *
 * @param folder of the renditions' folders, relative to the playlist
 * @param independent whether all segments of all renditions are
 * @param pictures the renditions with pictures
 * @param sound null if there is none
 */
record MasterPlaylist(
        String folder, boolean independent, List<Rendition> pictures, Rendition sound) {
    private static final String GROUP = "sound";

    /**
     * One rendition.
     *
     * @param track one of its segments'
     * @param codecs of all of them
     */
    record Rendition(MadeTrack track, List<String> codecs, BitRates rates) {}

    String text() {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:");
        text.append(MediaPlaylist.VERSION).append('\n');
        if (independent) {
            text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        }
        text.append("#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n");
        if (sound != null) {
            text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"").append(GROUP);
            text.append("\",NAME=\"Sound\",DEFAULT=YES,AUTOSELECT=YES,URI=\"");
            text.append(uri(sound)).append("\"\n");
        }
        for (Rendition rendition : pictures) {
            append(text, rendition);
        }
        return text.toString();
    }

    private void append(StringBuilder text, Rendition rendition) {
        MadeTrack track = rendition.track();
        BitRates rates = sound == null ? rendition.rates() : rendition.rates().plus(sound.rates());
        text.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(rates.peak());
        text.append(",AVERAGE-BANDWIDTH=").append(rates.average());
        text.append(",CODECS=\"").append(String.join(",", rendition.codecs()));
        text.append(sound == null ? "" : "," + String.join(",", sound.codecs()));
        text.append("\",RESOLUTION=").append(track.width()).append('x').append(track.height());
        double rate = track.frameRate().value();
        if (rate > 0) {
            text.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", rate));
        }
        text.append(sound == null ? "" : ",AUDIO=\"" + GROUP + "\"").append('\n');
        text.append(uri(rendition)).append('\n');
    }

    private String uri(Rendition rendition) {
        return folder + "/" + rendition.track().name() + "/" + PlaybackFiles.MEDIA;
    }
}
