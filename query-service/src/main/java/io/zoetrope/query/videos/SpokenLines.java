package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.media.Subtitles;
import io.zoetrope.query.media.WebVtt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of dialogue that are indexed, as tracks of text: one for each language of captions, and
 * one for each language of what was recognised. As they are in the index now: nothing is stored.
 */
public final class SpokenLines implements Subtitles {
    private static final String SPEECH = "speech";
    private static final String UNKNOWN = "und";
    private static final int MOST_TRACKS = 16;
    private static final int MOST_LINES = 20_000;
    private static final int PAGE = 1_000;

    /** A player asks for the list and then for its tracks. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final VideosApi videos;
    private final VideoIndex index;
    private final Cache<String, Spoken> kept =
            Caffeine.newBuilder().maximumSize(20).expireAfterWrite(KEPT).build();

    private record Spoken(long durationMs, Map<Track, List<WebVtt.Cue>> tracks) {
        static final Spoken NOTHING = new Spoken(0, Map.of());
    }

    public SpokenLines(VideosApi videos, VideoIndex index) {
        this.videos = videos;
        this.index = index;
    }

    @Override
    public List<Track> of(String tenant, String videoId) throws IOException {
        return List.copyOf(spoken(tenant, videoId).tracks().keySet());
    }

    @Override
    public Optional<Text> text(String tenant, String videoId, String track) throws IOException {
        Spoken spoken = spoken(tenant, videoId);
        return spoken.tracks().entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(track))
                .findFirst()
                .map(entry -> text(entry.getValue(), spoken.durationMs()));
    }

    private static Text text(List<WebVtt.Cue> cues, long durationMs) {
        long lastMs = cues.stream().mapToLong(WebVtt.Cue::endMs).max().orElse(0);
        return new Text(cues, Math.max(durationMs, lastMs));
    }

    private Spoken spoken(String tenant, String videoId) throws IOException {
        if (!VideoIds.isId(videoId)) {
            return Spoken.NOTHING;
        }
        String key = VideoIds.key(tenant, videoId);
        Spoken known = kept.getIfPresent(key);
        if (known == null) {
            known = read(tenant, videoId);
            kept.put(key, known);
        }
        return known;
    }

    private Spoken read(String tenant, String videoId) throws IOException {
        VideoView video;
        try {
            video = videos.find(tenant, videoId);
        } catch (ApiError e) {
            return Spoken.NOTHING;
        }
        List<LineView> lines = new ArrayList<>();
        ArrayNode after = null;
        do {
            VideoIndex.Listed<LineView> page =
                    index.found(
                            tenant, videoId, ListedKind.LINES, new VideoIndex.Window(PAGE, after));
            lines.addAll(page.items());
            after = page.after();
        } while (after != null && lines.size() < MOST_LINES);
        return new Spoken(video.durationMs(), tracks(lines));
    }

    /** By language; those that people wrote come first. */
    static Map<Track, List<WebVtt.Cue>> tracks(List<LineView> lines) {
        Map<String, Track> tracks = new LinkedHashMap<>();
        Map<String, List<WebVtt.Cue>> cues = new LinkedHashMap<>();
        for (LineView line : lines) {
            Track track = track(line);
            tracks.putIfAbsent(track.id(), track);
            cues.computeIfAbsent(track.id(), none -> new ArrayList<>())
                    .add(new WebVtt.Cue(line.startMs(), line.endMs(), line.speaker(), line.text()));
        }
        Map<Track, List<WebVtt.Cue>> ordered = new LinkedHashMap<>();
        tracks.values().stream()
                .sorted(Comparator.comparing(Track::recognised))
                .limit(MOST_TRACKS)
                .forEach(track -> ordered.put(track, cues.get(track.id())));
        return ordered;
    }

    private static Track track(LineView line) {
        boolean recognised = SPEECH.equals(line.source());
        String tag = line.language() == null ? UNKNOWN : line.language();
        Locale locale = Locale.forLanguageTag(tag);
        // What is no language's name is read as none at all.
        String language = locale.toLanguageTag();
        boolean known = !language.equals(UNKNOWN) && language.length() <= 35;
        String name = known ? locale.getDisplayName(Locale.ENGLISH).replace("\"", "") : "Dialogue";
        String id = known ? language.toLowerCase(Locale.ROOT) : UNKNOWN;
        return new Track(
                recognised ? id + "-" + SPEECH : id,
                recognised ? name + " (recognised)" : name,
                known ? language : "",
                recognised);
    }
}
