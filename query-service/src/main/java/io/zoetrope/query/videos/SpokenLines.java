package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.media.Subtitles;
import io.zoetrope.query.media.WebVtt;
import io.zoetrope.query.videos.findings.LineView;
import io.zoetrope.query.videos.findings.ListedKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

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

    /** A playlist waits no longer for the names of tracks: those of what was read have to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Indexed index;
    private final Duration patience;
    private final Cache<Asked, Spoken> kept =
            Caffeine.newBuilder().maximumSize(20).expireAfterWrite(KEPT).build();

    /** What is read now: those who ask for it meanwhile wait for it. */
    private final ConcurrentMap<Asked, CompletableFuture<Spoken>> running =
            new ConcurrentHashMap<>();

    /**
     * @param video its key
     * @param whole whether to the last line, or as far as the patience for names of tracks goes:
     *     who asks for names does not wait for those who read all
     */
    private record Asked(String video, boolean whole) {}

    /** What is known of a video, a page of lines after the other. */
    interface Indexed {
        /**
         * @throws ApiError 404 if a tenant has no such video
         */
        long durationMs(String tenant, String videoId) throws IOException;

        /**
         * @param after from the page before; null for the first
         */
        VideoIndex.Listed<LineView> page(String tenant, String videoId, ArrayNode after)
                throws IOException;
    }

    /**
     * @param whole whether all lines were read
     */
    private record Spoken(long durationMs, Map<Track, List<WebVtt.Cue>> tracks, boolean whole) {
        static final Spoken NOTHING = new Spoken(0, Map.of(), true);
    }

    public SpokenLines(VideosApi videos, VideoIndex index) {
        this(
                new Indexed() {
                    @Override
                    public long durationMs(String tenant, String videoId) throws IOException {
                        return videos.find(tenant, videoId).durationMs();
                    }

                    @Override
                    public VideoIndex.Listed<LineView> page(
                            String tenant, String videoId, ArrayNode after) throws IOException {
                        VideoIndex.Window window = new VideoIndex.Window(PAGE, after);
                        return index.found(tenant, videoId, ListedKind.LINES, window);
                    }
                },
                PATIENCE);
    }

    /**
     * @param patience after which a list of tracks is that of the lines read by then
     */
    SpokenLines(Indexed index, Duration patience) {
        this.index = index;
        this.patience = patience;
    }

    @Override
    public List<Track> of(String tenant, String videoId) throws IOException {
        return List.copyOf(spoken(tenant, videoId, false).tracks().keySet());
    }

    @Override
    public Optional<Text> text(String tenant, String videoId, String track) throws IOException {
        Spoken spoken = spoken(tenant, videoId, true);
        return spoken.tracks().entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(track))
                .findFirst()
                .map(entry -> text(entry.getValue(), spoken.durationMs()));
    }

    private static Text text(List<WebVtt.Cue> cues, long durationMs) {
        long lastMs = cues.stream().mapToLong(WebVtt.Cue::endMs).max().orElse(0);
        return new Text(cues, Math.max(durationMs, lastMs));
    }

    private Spoken spoken(String tenant, String videoId, boolean whole) throws IOException {
        if (!VideoIds.isId(videoId)) {
            return Spoken.NOTHING;
        }
        String video = VideoIds.key(tenant, videoId);
        Spoken all = kept.getIfPresent(new Asked(video, true));
        if (all != null) {
            return all;
        }
        Asked asked = new Asked(video, whole);
        Spoken known = kept.getIfPresent(asked);
        return known == null ? readOnce(asked, tenant, videoId) : known;
    }

    /** Several who ask for the same at once wait for one that reads. */
    private Spoken readOnce(Asked asked, String tenant, String videoId) throws IOException {
        CompletableFuture<Spoken> mine = new CompletableFuture<>();
        CompletableFuture<Spoken> others = running.putIfAbsent(asked, mine);
        if (others != null) {
            return joined(others);
        }
        try {
            Spoken read = lines(tenant, videoId, asked.whole());
            kept.put(new Asked(asked.video(), asked.whole() || read.whole()), read);
            mine.complete(read);
            return read;
        } catch (IOException | RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(asked);
        }
    }

    private static Spoken joined(CompletableFuture<Spoken> read) throws IOException {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private Spoken lines(String tenant, String videoId, boolean whole) throws IOException {
        long begun = System.nanoTime();
        long durationMs;
        try {
            durationMs = index.durationMs(tenant, videoId);
        } catch (ApiError e) {
            return Spoken.NOTHING;
        }
        List<LineView> lines = new ArrayList<>();
        ArrayNode after = null;
        boolean more;
        do {
            VideoIndex.Listed<LineView> page = index.page(tenant, videoId, after);
            lines.addAll(page.items());
            after = page.after();
            more = after != null && lines.size() < MOST_LINES;
        } while (more && (whole || System.nanoTime() - begun < patience.toNanos()));
        return new Spoken(durationMs, tracks(lines), !more);
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
