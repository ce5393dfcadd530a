package io.zoetrope.operators.playback;

import java.util.List;
import java.util.Locale;

/**
 * Playlist of one rendition (RFC 8216 §4.3.3): what is there so far, and whether that is all. Pure.
 *
 * @param targetSeconds no segment is longer, rounded
 * @param independent whether each segment can be decoded without those before it
 * @param complete whether nothing follows
 */
record MediaPlaylist(
        int targetSeconds, boolean independent, boolean complete, List<ListedSegment> segments) {
    /** The least that says what is in here: EXT-X-MAP with pictures wants 6, fragments of MP4 7. */
    static final int VERSION = 7;

    /** What EXT-X-TARGETDURATION has to be for a longest segment. */
    static int target(long longestUs) {
        return (int) Math.max(1, Math.round(longestUs / 1e6));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION);
        text.append("\n#EXT-X-TARGETDURATION:").append(targetSeconds);
        text.append("\n#EXT-X-MEDIA-SEQUENCE:0\n");
        text.append(complete ? "#EXT-X-PLAYLIST-TYPE:VOD\n" : "#EXT-X-PLAYLIST-TYPE:EVENT\n");
        if (independent) {
            text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        }
        // While it grows, players would begin at its end.
        text.append("#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n");
        text.append("#EXT-X-MAP:URI=\"").append(PlaybackFiles.HEAD).append("\"\n");
        for (ListedSegment segment : segments) {
            text.append("#EXTINF:").append(seconds(segment.durationUs())).append(",\n");
            text.append(PlaybackFiles.segment(segment.index())).append('\n');
        }
        return complete ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
    }

    private static String seconds(long us) {
        return String.format(Locale.ROOT, "%d.%06d", us / 1_000_000, us % 1_000_000);
    }
}
