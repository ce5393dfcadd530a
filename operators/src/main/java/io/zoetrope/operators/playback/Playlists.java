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
    private final long generation;
    private final boolean complete;
    private final Map<String, Listed> renditions = new LinkedHashMap<>();
    private final NavigableSet<Integer> breaks = new TreeSet<>();
    private final int leastTarget;
    private SegmentContainer container = SegmentContainer.FMP4;
    private boolean independent = true;
    private long longestUs;
    private int plannedSeconds;

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
        long plannedUs = segment.longestUs() + (encoded ? MadeTrack.MOST_LATE_US : 0);
        plannedSeconds = plannedSeconds > 0 ? plannedSeconds : MediaPlaylist.target(plannedUs);
        longestUs = Math.max(longestUs, plannedUs);
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

    /** The target by the video's plan, whatever came of it: that of the first segment. */
    int plannedSeconds() {
        return plannedSeconds;
    }

    /** Whether there is a picture to be shown. */
    boolean anyPictures() {
        return renditions.values().stream()
                .anyMatch(listed -> !listed.first.isSound() && !listed.segments.isEmpty());
    }

    /**
     * By path below the folder of the video; the one that names the others comes last.
     *
     * @param edition see {@link PlaybackFiles#media}
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
                KeyFramePlaylist keys = keyFrames(listed);
                if (!keys.frames().isEmpty()) {
                    texts.put(folder + PlaybackFiles.keyFrames(edition), keys.text());
                }
            }
        }
        return texts;
    }

    private MediaPlaylist list(Listed listed) {
        return new MediaPlaylist(targetSeconds(), complete, listed.segments, breaks, container);
    }

    private KeyFramePlaylist keyFrames(Listed listed) {
        return KeyFramePlaylist.of(targetSeconds(), complete, listed.segments, breaks, container);
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
        KeyFramePlaylist keys = keyFrames(listed);
        return new MasterPlaylist.Rendition(
                listed.first,
                listed.codecs,
                BitRates.of(listed.segments, targetSeconds()),
                keys.tooLong() ? BitRates.NOTHING : keys.rates());
    }
}
