package io.zoetrope.operators.playback;

import io.zoetrope.media.playback.MadeTrack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All playlists of a video, of the segments that are there without a gap from its beginning. Pure.
 */
final class Playlists {
    private final long generation;
    private final boolean complete;
    private final Map<String, List<ListedSegment>> segments = new LinkedHashMap<>();
    private final Map<String, MadeTrack> tracks = new LinkedHashMap<>();
    private boolean independent = true;
    private long longestUs;

    private Playlists(long generation, boolean complete) {
        this.generation = generation;
        this.complete = complete;
    }

    /**
     * @param made the first of them is segment 0; none is missing
     */
    static Playlists of(long generation, List<PackagedSegment> made, boolean complete) {
        Playlists lists = new Playlists(generation, complete);
        made.forEach(lists::add);
        return lists;
    }

    private void add(PackagedSegment segment) {
        longestUs = Math.max(longestUs, segment.longestUs());
        for (MadeTrack track : segment.tracks()) {
            tracks.putIfAbsent(track.name(), track);
            List<ListedSegment> listed =
                    segments.computeIfAbsent(track.name(), none -> new ArrayList<>());
            if (!track.isEmpty()) {
                independent &= track.independent();
                long startUs = beginUs(track, listed);
                ListedSegment line =
                        new ListedSegment(
                                segment.index(),
                                startUs,
                                Math.max(track.endUs(), startUs + 1),
                                track.bytes());
                listed.add(line);
                longestUs = Math.max(longestUs, line.durationUs());
            }
        }
    }

    /**
     * Where the one before ends, so that durations add up to the time that has gone by: pictures
     * that follow a key frame may be shown before it, while the one before is.
     */
    private static long beginUs(MadeTrack track, List<ListedSegment> before) {
        if (!before.isEmpty()) {
            return before.get(before.size() - 1).endUs();
        }
        // The first one is shown from the beginning on, as the pictures are.
        return track.isSound() ? Math.min(0, track.endUs() - 1) : track.startUs();
    }

    private int targetSeconds() {
        return MediaPlaylist.target(longestUs);
    }

    /** Whether there is a picture to be shown. */
    boolean anyPictures() {
        return tracks.values().stream()
                .anyMatch(track -> !track.isSound() && !segments.get(track.name()).isEmpty());
    }

    /** By path below the folder of the video; the one that names the others comes last. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (MadeTrack track : tracks.values()) {
            List<ListedSegment> listed = segments.get(track.name());
            if (!listed.isEmpty()) {
                String text =
                        new MediaPlaylist(targetSeconds(), independent, complete, listed).text();
                texts.put(generation + "/" + track.name() + "/" + PlaybackFiles.MEDIA, text);
            }
        }
        texts.put(PlaybackFiles.MASTER, master().text());
        return texts;
    }

    private MasterPlaylist master() {
        List<MasterPlaylist.Rendition> pictures = new ArrayList<>();
        MasterPlaylist.Rendition sound = null;
        for (MadeTrack track : tracks.values()) {
            List<ListedSegment> listed = segments.get(track.name());
            MasterPlaylist.Rendition rendition =
                    new MasterPlaylist.Rendition(track, BitRates.of(listed, targetSeconds()));
            if (!track.isSound()) {
                pictures.add(rendition);
            } else if (!listed.isEmpty()) {
                sound = rendition;
            }
        }
        return new MasterPlaylist(Long.toString(generation), independent, pictures, sound);
    }
}
