package io.zoetrope.operators.playback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written when more of a video is there. A playlist's target duration may not change (RFC
 * 8216 §6.2.1). If a file goes on after the length that its container declared, with a segment too
 * long for the target, then what was published ends where it was, and playlists of other names take
 * its place: who watches comes to an end there, who opens the video has all of it. The others are
 * named by their target, so that one name has one target even if the store took some of a
 * publication that it said it did not take, or the job begins anew before it. Pure.
 *
 * @param before the video as it was published last
 * @param lists of all that is there
 * @param texts playlists by path below the video's folder, in the order of writing
 */
record Publication(PublishedVideo before, Playlists lists, Map<String, String> texts) {
    /**
     * @param made all segments up to the first one that is missing
     * @return null if no picture of it can be shown yet
     */
    static Publication of(PublishedVideo before, List<PackagedSegment> made) {
        Playlists lists = lists(before, made, before.isComplete());
        if (!lists.anyPictures()) {
            return null;
        }
        int edition = before.edition(lists);
        Map<String, String> texts = new LinkedHashMap<>(lists.texts(edition));
        if (edition != before.edition()) {
            Playlists old = lists(before, made.subList(0, before.listed()), true);
            texts.putAll(old.media(before.edition()));
        }
        return new Publication(before, lists, texts);
    }

    /** The video once it is written. */
    PublishedVideo after(long nowMs) {
        return before.listing(lists, nowMs);
    }

    private static Playlists lists(
            PublishedVideo video, List<PackagedSegment> made, boolean complete) {
        return Playlists.of(video.generation(), made, complete, video.targetSeconds());
    }
}
