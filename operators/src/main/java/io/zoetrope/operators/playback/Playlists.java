package io.zoetrope.operators.playback;

import io.zoetrope.domain.Playback;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentContainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * All playlists of a video, of the segments that are there without a gap from its beginning. Pure.
 */
final class Playlists {
    /** A key frame in half an hour, if the target is of some seconds. */
    private static final int MOST_WIDER = 8;

    private final long generation;
    private final boolean complete;
    private final Map<String, Listed> renditions = new LinkedHashMap<>();
    private final NavigableSet<Integer> breaks = new TreeSet<>();
    private final int leastTarget;
    private SegmentContainer container = SegmentContainer.FMP4;
    private boolean independent = true;
    private long longestUs;

    /** What is known of one rendition. */
    private static final class Listed {
        private final MadeTrack first;
        private final List<ListedSegment> segments = new ArrayList<>();
        private final List<String> codecs = new ArrayList<>();

        private Listed(MadeTrack first) {
            this.first = first;
            codecs.add(first.codec());
        }

        private ListedSegment last() {
            return segments.isEmpty() ? null : segments.get(segments.size() - 1);
        }
    }

    private Playlists(long generation, boolean complete, int leastTarget) {
        this.generation = generation;
        this.complete = complete;
        this.leastTarget = leastTarget;
    }

    /**
     * @param made the first of them is segment 0; none is missing
     * @param leastTarget seconds that the target has in what was published before; 0 if nothing was
     */
    static Playlists of(
            long generation, List<PackagedSegment> made, boolean complete, int leastTarget) {
        Playlists lists = new Playlists(generation, complete, leastTarget);
        made.forEach(lists::add);
        return lists;
    }

    private void add(PackagedSegment segment) {
        container = segment.container();
        boolean encoded = segment.tracks().stream().anyMatch(MadeTrack::isEncoded);
        long lateUs = encoded ? MadeTrack.MOST_LATE_US : 0;
        longestUs = Math.max(longestUs, segment.longestUs() + lateUs);
        for (MadeTrack track : segment.tracks()) {
            Listed listed = renditions.computeIfAbsent(track.name(), none -> new Listed(track));
            if (!track.isEmpty()) {
                add(segment.index(), track, listed);
            }
        }
    }

    private void add(int index, MadeTrack track, Listed listed) {
        independent &= track.independent();
        ListedSegment before = listed.last();
        int head = head(index, track, before);
        if (before != null && before.head() != head) {
            breaks.add(index);
        }
        if (!listed.codecs.contains(track.codec())) {
            listed.codecs.add(track.codec());
        }
        long startUs = beginUs(track, before);
        long endUs = Math.max(track.endUs(), startUs + 1);
        ListedSegment line =
                new ListedSegment(index, startUs, endUs, track.bytes(), head, track.keyBytes());
        listed.segments.add(line);
        longestUs = Math.max(longestUs, line.durationUs());
    }

    /** Those that are coded unlike the first, one after the other, are coded alike. */
    private static int head(int index, MadeTrack track, ListedSegment before) {
        if (!track.ownHead()) {
            return 0;
        }
        return before != null && before.head() != 0 ? before.head() : index;
    }

    /**
     * Where the one before ends, so that durations add up to the time that has gone by: pictures
     * that follow a key frame may be shown before it, while the one before is.
     */
    private static long beginUs(MadeTrack track, ListedSegment before) {
        if (before != null) {
            return before.endUs();
        }
        // The first one is shown from the beginning on, as the pictures are.
        return track.isSound() ? Math.min(0, track.endUs() - 1) : track.startUs();
    }

    /** What was published before, unless there is a segment that is too long for that. */
    int targetSeconds() {
        return Math.max(leastTarget, MediaPlaylist.target(longestUs));
    }

    /** Whether there is a picture to be shown. */
    boolean anyPictures() {
        return renditions.values().stream()
                .anyMatch(listed -> !listed.first.isSound() && !listed.segments.isEmpty());
    }

    /**
     * By path below the folder of the video; the one that names the others comes last.
     *
     * @param edition of those that may be replaced, from 0
     */
    Map<String, String> texts(int edition) {
        Map<String, String> texts = new LinkedHashMap<>(media(edition));
        texts.put(PlaybackFiles.MASTER, master(edition).text());
        return texts;
    }

    /** Those of one rendition each. */
    Map<String, String> media(int edition) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Listed listed : renditions.values()) {
            if (!listed.segments.isEmpty()) {
                String folder = generation + "/" + listed.first.name() + "/";
                texts.put(folder + PlaybackFiles.media(edition), list(listed).text());
                List<KeyFramePlaylist> keys = keyFrames(listed);
                for (int wider = 0; wider < keys.size(); wider++) {
                    if (!keys.get(wider).frames().isEmpty()) {
                        String list = folder + PlaybackFiles.keyFrames(edition, wider);
                        texts.put(list, keys.get(wider).text());
                    }
                }
            }
        }
        return texts;
    }

    private MediaPlaylist list(Listed listed) {
        return new MediaPlaylist(targetSeconds(), complete, listed.segments, breaks, container);
    }

    /**
     * A target never changes: a playlist with a key frame that is shown for longer is over, and one
     * of twice the target takes its place. The last one is what stands.
     */
    private List<KeyFramePlaylist> keyFrames(Listed listed) {
        List<KeyFramePlaylist> lists = new ArrayList<>();
        KeyFramePlaylist list;
        do {
            int target = targetSeconds() << lists.size();
            list = KeyFramePlaylist.of(target, complete, listed.segments, container);
            lists.add(list);
        } while (list.tooLong() && lists.size() <= MOST_WIDER);
        return lists;
    }

    private MasterPlaylist master(int edition) {
        return new MasterPlaylist(
                Long.toString(generation),
                independent,
                container,
                edition,
                renditions(false),
                renditions(true).stream().findFirst().orElse(null));
    }

    /** What is told of the renditions with pictures, best first. */
    List<Playback.Rendition> told() {
        return master(0).told();
    }

    private List<MasterPlaylist.Rendition> renditions(boolean sound) {
        return renditions.values().stream()
                .filter(each -> each.first.isSound() == sound && !each.segments.isEmpty())
                .map(this::rendition)
                .toList();
    }

    private MasterPlaylist.Rendition rendition(Listed listed) {
        List<KeyFramePlaylist> keys = keyFrames(listed);
        int wider = keys.size() - 1;
        return new MasterPlaylist.Rendition(
                listed.first,
                listed.codecs,
                BitRates.of(listed.segments, targetSeconds()),
                keys.get(wider).rates(),
                wider);
    }
}
