package io.zoetrope.query.combine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Times of videos, to tell whether something overlaps any of them. Immutable. */
public final class Stretches {
    public static final Stretches NONE = new Stretches();

    /** Of each video: ends by starts, of stretches that neither overlap nor touch. */
    private final Map<String, TreeMap<Long, Long>> videos = new HashMap<>();

    private Stretches() {}

    /**
     * @param spans in any order; those that take no time are in none
     */
    public static Stretches of(Collection<Span> spans) {
        Stretches stretches = new Stretches();
        for (Span span : spans) {
            if (span.endMs() > span.startMs()) {
                stretches.add(span.videoId(), span.startMs(), span.endMs());
            }
        }
        return stretches;
    }

    /** The times of both. */
    public Stretches and(Stretches others) {
        Stretches all = new Stretches();
        videos.forEach((id, video) -> all.videos.put(id, new TreeMap<>(video)));
        others.videos.forEach(
                (id, video) -> video.forEach((start, end) -> all.add(id, start, end)));
        return all;
    }

    private void add(String videoId, long startMs, long endMs) {
        TreeMap<Long, Long> video = videos.computeIfAbsent(videoId, id -> new TreeMap<>());
        long start = startMs;
        long end = endMs;
        Map.Entry<Long, Long> touched = video.floorEntry(end);
        while (touched != null && touched.getValue() >= start) {
            video.remove(touched.getKey());
            start = Math.min(start, touched.getKey());
            end = Math.max(end, touched.getValue());
            touched = video.floorEntry(end);
        }
        video.put(start, end);
    }

    /** Whether it has some time in common with one of them. */
    public boolean overlap(Span span) {
        TreeMap<Long, Long> video = videos.get(span.videoId());
        if (video == null || span.endMs() == span.startMs()) {
            return false;
        }
        Map.Entry<Long, Long> before = video.lowerEntry(span.endMs());
        return before != null && before.getValue() > span.startMs();
    }

    /** How many there are, in all videos. */
    public int size() {
        return videos.values().stream().mapToInt(Map::size).sum();
    }

    /** Ends, which are excluded, by starts, of each video; what touches is one. */
    public Map<String, TreeMap<Long, Long>> byVideo() {
        return videos;
    }

    /** One stretch of each video, from its first start to its last end. */
    public Stretches joined() {
        Stretches joined = new Stretches();
        videos.forEach(
                (id, video) ->
                        joined.videos.put(
                                id,
                                new TreeMap<>(
                                        Map.of(video.firstKey(), video.lastEntry().getValue()))));
        return joined;
    }

    /** What overlaps none of them. */
    public List<Span> leave(List<Span> spans) {
        return videos.isEmpty() ? spans : spans.stream().filter(span -> !overlap(span)).toList();
    }
}
