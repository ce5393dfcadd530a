package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.nearness.Reach;
import io.zoetrope.query.question.Degraded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the best of each video by nearness. A long film may have all of the nearest; so in rounds,
 * each among more of the nearest and without the videos that were found.
 */
final class VideoRounds {
    /** One more would rarely find anything: from the third on each looks at 8,000 or more. */
    private static final int MAX_ROUNDS = 12;

    /** Asks an index for the best of each video among the nearest. */
    @FunctionalInterface
    interface Ask {
        /**
         * @param without videos that are known
         * @param size videos at most
         * @param reach nearest that they are taken from; as {@code hits.total} the answer says how
         *     many there were
         */
        JsonNode of(List<String> without, int size, int reach) throws IOException;
    }

    /**
     * @param found one of each video, best first
     * @param isAll whether there is none besides, or none that is good enough
     */
    record Read(List<Hit> found, boolean isAll, List<Degraded> degraded) {}

    private final String source;
    private final Ask ask;
    private final Function<JsonNode, Hit> toHit;
    private final Predicate<Hit> tooLow;

    /**
     * @param source that is degraded if an answer lacks something
     * @param toHit of a document as it was found
     * @param tooLow whether this is not good enough, and so nothing behind it
     */
    VideoRounds(String source, Ask ask, Function<JsonNode, Hit> toHit, Predicate<Hit> tooLow) {
        this.source = source;
        this.ask = ask;
        this.toHit = toHit;
        this.tooLow = tooLow;
    }

    /**
     * @param least videos that are likely needed until enough of them count
     * @param enough videos that count
     * @param counts whether one does
     */
    Read read(int least, int enough, Predicate<Hit> counts) throws IOException {
        int wanted = Math.min(Reach.MAX, least);
        int reach = Reach.ofVideos(wanted);
        Map<String, Hit> found = new LinkedHashMap<>();
        Set<Degraded> degraded = new LinkedHashSet<>();
        boolean all = false;
        long counted = 0;
        for (int round = 0; round < MAX_ROUNDS && !all && counted < enough; round++) {
            int size = Math.max(enough, wanted - found.size());
            JsonNode answer = ask.of(List.copyOf(found.keySet()), size, reach);
            degraded.addAll(Hits.lacks(source, answer));
            JsonNode hits = answer.at("/hits/hits");
            boolean full = Reach.isFull(answer, reach);
            all = reach == Reach.MAX && (hits.isEmpty() || !full) && hits.size() < size;
            for (JsonNode each : hits) {
                Hit hit = toHit.apply(each);
                all |= tooLow.test(hit);
                found.putIfAbsent(hit.videoId(), hit);
            }
            counted = found.values().stream().filter(counts).count();
            reach = full ? Reach.more(reach) : Reach.MAX;
        }
        List<Hit> good = new ArrayList<>(found.values());
        good.removeIf(tooLow);
        return new Read(good, all, List.copyOf(degraded));
    }
}
