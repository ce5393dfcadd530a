package io.zoetrope.query.combine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Times of videos, to tell whether something overlaps any of them. Immutable. */
public final class Stretches {
    /** Of each video: ends by starts, of stretches that neither overlap nor touch. */
    private final Map<String, TreeMap<Long, Long>> videos = new HashMap<>();

    private Stretches() {}

    /**
     * @param spans in any order; those that take no time are in none
     */
    public static Stretches of(Collection<Span> spans) {
        Stretches stretches = new Stretches();
        spans.stream()
                .filter(span -> span.endMs() > span.startMs())
                .sorted(Comparator.comparingLong(Span::startMs))
                .forEach(stretches::add);
        return stretches;
    }

    private void add(Span span) {
        TreeMap<Long, Long> video = videos.computeIfAbsent(span.videoId(), id -> new TreeMap<>());
        Map.Entry<Long, Long> last = video.lastEntry();
        boolean touches = last != null && last.getValue() >= span.startMs();
        video.merge(touches ? last.getKey() : span.startMs(), span.endMs(), Math::max);
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
