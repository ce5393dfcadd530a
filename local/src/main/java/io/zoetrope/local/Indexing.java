package io.zoetrope.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Gives videos to the pipeline and watches them until each has ended. For one thread. */
final class Indexing {
    private static final long POLL_MS = 250;

    private final IndexClient index;
    private final List<GivenVideo> videos;
    private final boolean newModels;
    private final Instant start = Instant.now();
    private final Set<String> endedBefore = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Instant> playableSince = new HashMap<>();
    private Map<String, VideoState> states = Map.of();

    /**
     * @param newModels whether these models never ran over this data: what the index says of
     *     earlier runs does not count then
     */
    Indexing(IndexClient index, List<GivenVideo> videos, boolean newModels) {
        this.index = index;
        this.videos = videos;
        this.newModels = newModels;
    }

    /** Those that no earlier run has brought to an end. */
    List<GivenVideo> open() throws IOException, InterruptedException {
        look();
        videos.stream().filter(this::ended).map(GivenVideo::id).forEach(endedBefore::add);
        return videos.stream().filter(video -> !endedBefore.contains(video.id())).toList();
    }

    /** Returns when every video has ended. */
    void await(Progress progress, Runnable checkAlive) throws IOException, InterruptedException {
        while (true) {
            look();
            progress.show(videos.stream().filter(this::counts).map(this::state).toList());
            if (videos.stream().allMatch(this::over)) {
                return;
            }
            checkAlive.run();
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** How they stand, in the order in which they were given. */
    List<Ending> endings() throws IOException, InterruptedException {
        List<Ending> endings = new ArrayList<>();
        for (GivenVideo video : videos) {
            endings.add(ending(video));
        }
        return endings;
    }

    private Ending ending(GivenVideo video) throws IOException, InterruptedException {
        VideoState state = state(video);
        if (state == null) {
            return isRemoved(video) ? Ending.removed(video) : Ending.lost(video);
        }
        boolean fresh = !endedBefore.contains(video.id());
        return Ending.of(
                video,
                state,
                index.objectClasses(video.id()),
                fresh ? since(state.searchableAt()) : null,
                fresh && state.playable() ? since(playableSince.get(video.id())) : null);
    }

    private void look() throws IOException, InterruptedException {
        states = index.states(videos.stream().map(GivenVideo::id).toList());
        seen.addAll(states.keySet());
        for (GivenVideo video : videos) {
            VideoState state = states.get(video.id());
            if (state != null && state.playable()) {
                Instant told = state.playableAt();
                playableSince.putIfAbsent(video.id(), told == null ? Instant.now() : told);
            }
        }
    }

    private VideoState state(GivenVideo video) {
        return states.get(video.id());
    }

    private boolean counts(GivenVideo video) {
        VideoState state = state(video);
        return state != null && (!newModels || !state.updatedAt().isBefore(start));
    }

    private boolean ended(GivenVideo video) {
        return counts(video) && state(video).isFinal();
    }

    /** It was there while this run looked, and somebody took it away. */
    private boolean isRemoved(GivenVideo video) {
        return seen.contains(video.id()) && state(video) == null;
    }

    /** Data of an earlier version may never be prepared for playback. */
    private boolean over(GivenVideo video) {
        if (isRemoved(video)) {
            return true;
        }
        return endedBefore.contains(video.id())
                ? ended(video)
                : counts(video) && state(video).isOver();
    }

    /** Null of what was so before this run: other models had seen it then. */
    private Duration since(Instant time) {
        return time == null || time.isBefore(start) ? null : Duration.between(start, time);
    }
}
