package io.zoetrope.operators.playback;

import io.zoetrope.media.playback.SegmentContainer;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;

/**
 * Playlist of one rendition (RFC 8216 §4.3.3): what is there so far, and whether that is all. A
 * later one only has lines more at its end (§6.2.1), so it is of the type EVENT to the end. Pure.
 *
 * @param targetSeconds no segment is longer, rounded
 * @param complete whether nothing follows
 * @param breaks indexes of segments with which the coding of some rendition changes
 * @param container of the segments
 */
record MediaPlaylist(
        int targetSeconds,
        boolean complete,
        List<ListedSegment> segments,
        NavigableSet<Integer> breaks,
        SegmentContainer container) {
    /**
     * The least that says what is in a playlist of segments in a container (§7): durations with a
     * point want 3, EXT-X-MAP with pictures 6, fragments of MP4 7.
     */
    static int version(SegmentContainer container) {
        return container.hasHead() ? 7 : 3;
    }

    /** What EXT-X-TARGETDURATION has to be for a longest segment. */
    static int target(long longestUs) {
        return (int) Math.max(1, Math.round(longestUs / 1e6));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("#EXTM3U\n#EXT-X-VERSION:").append(version(container));
        text.append("\n#EXT-X-TARGETDURATION:").append(targetSeconds);
        text.append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:EVENT\n");
        // While it grows, players would begin at its end.
        text.append("#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n");
        ListedSegment before = null;
        for (ListedSegment segment : segments) {
            appendBreaks(text, breaks, before, segment);
            boolean other = before == null || before.head() != segment.head();
            if (other && container.hasHead()) {
                text.append("#EXT-X-MAP:URI=\"").append(PlaybackFiles.head(segment.head()));
                text.append("\"\n");
            }
            text.append("#EXTINF:").append(seconds(segment.durationUs())).append(",\n");
            text.append(PlaybackFiles.segment(segment.index(), container)).append('\n');
            before = segment;
        }
        return complete ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
    }

    /**
     * All playlists break together, those of key frames too: players count breaks to tell which
     * segments belong together (§6.2.4).
     *
     * @param before what is listed before the segment; null if nothing is
     */
    static void appendBreaks(
            StringBuilder text,
            NavigableSet<Integer> breaks,
            ListedSegment before,
            ListedSegment segment) {
        if (before != null) {
            int count = breaks.subSet(before.index(), false, segment.index(), true).size();
            text.append("#EXT-X-DISCONTINUITY\n".repeat(count));
        }
    }

    static String seconds(long us) {
        return String.format(Locale.ROOT, "%d.%06d", us / 1_000_000, us % 1_000_000);
    }
}
