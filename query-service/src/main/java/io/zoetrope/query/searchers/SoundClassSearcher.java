package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds windows of sound by the names of the classes that were heard.
 *
 * <p>The index knows the scores of a window, and not which is whose. So windows are read by the
 * highest of their scores, which none of a class exceeds, until what is left cannot be better than
 * what was found: the threshold algorithm (Fagin, Lotem and Naor, PODS 2001) over one list. If the
 * class that is asked for is the surest of its windows, that is one request. Of a class that seldom
 * is, no end of windows would be read: after three requests the best of those that were read are
 * given, and that there are more. Thread-safe.
 */
public final class SoundClassSearcher implements Searcher {
    /** What is read at once, from the second time on. */
    private static final int MORE = 1_000;

    private static final int MOST_REQUESTS = 3;

    /** By which a score of the index, which is shorter, may differ from the same in a document. */
    private static final double ROUNDED = 1e-6;

    /** Of a class of which no score is known. */
    private static final double HEARD = 1;

    private final FindingSource source;

    public SoundClassSearcher(IndexReader reader) {
        this.source = new FindingSource(reader, FindingKind.SOUND, Modality.AUDIO);
    }

    @Override
    public String modality() {
        return Modality.AUDIO;
    }

    @Override
    public boolean knows(Subject subject) {
        return subject instanceof Subject.Words && !ClassNames.of(subject).isEmpty();
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        if (source.allowed(scope).isEmpty()) {
            return source.cannotTell();
        }
        ClassNames names = ClassNames.of(sought.subject());
        ArrayNode conditions = names.conditions(SoundFields.SOUND_CLASSES);
        Best best = new Best(scope.byVideo(), depth);
        Set<Degraded> degraded = new LinkedHashSet<>();
        Optional<JsonNode> last = Optional.empty();
        for (int requests = 0; requests < MOST_REQUESTS; requests++) {
            int size = requests == 0 ? depth : MORE;
            TermFilter allowed = source.allowed(scope).orElseThrow();
            allowed.notAnyOf(SoundFields.VIDEO_ID, best.settled(names.most() * bound(last)));
            JsonNode answer =
                    source.byNumber(
                            source.unsorted(scope, size),
                            conditions,
                            allowed,
                            SoundFields.SOUND_SCORES,
                            HEARD,
                            last);
            degraded.addAll(Hits.lacks(modality(), answer));
            JsonNode found = answer.at("/hits/hits");
            found.forEach(each -> best.add(hit(each, names)));
            if (found.size() < size) {
                return best.hits(degraded);
            }
            last = Optional.of(found.path(size - 1).path("sort"));
            if (best.isSettled(names.most() * bound(last))) {
                return best.hits(degraded);
            }
        }
        degraded.add(new Degraded(modality(), Degraded.DEPTH));
        return best.hits(degraded);
    }

    /** Scores of what was not read yet are no higher. */
    private static double bound(Optional<JsonNode> last) {
        return last.map(sort -> sort.path(0).asDouble()).orElse(Double.MAX_VALUE);
    }

    /** The best windows, or the best one of each video. */
    private static final class Best {
        private final Map<String, Hit> best = new HashMap<>();
        private final boolean byVideo;
        private final int depth;

        private Best(boolean byVideo, int depth) {
            this.byVideo = byVideo;
            this.depth = depth;
        }

        private void add(Hit hit) {
            if (hit.confidence() >= FindingSource.LEAST) {
                best.merge(
                        byVideo ? hit.videoId() : hit.id(),
                        hit,
                        (a, b) -> a.score() >= b.score() ? a : b);
            }
        }

        /** Whether what is no better than this changes nothing. */
        private boolean isSettled(double bound) {
            return best.values().stream().filter(hit -> hit.score() >= bound - ROUNDED).count()
                    >= depth;
        }

        /** Videos of which nothing better is to come, if one window of each is wanted. */
        private List<String> settled(double bound) {
            return byVideo
                    ? best.values().stream()
                            .filter(hit -> hit.score() >= bound - ROUNDED)
                            .map(Hit::videoId)
                            .toList()
                    : List.of();
        }

        private Hits hits(Set<Degraded> degraded) {
            List<Hit> hits =
                    best.values().stream()
                            .sorted(
                                    Comparator.comparingDouble(Hit::score)
                                            .reversed()
                                            .thenComparing(Hit::id))
                            .limit(depth)
                            .toList();
            return Hits.of(hits, List.copyOf(degraded));
        }
    }

    /** By the class that says it best. */
    private static Hit hit(JsonNode found, ClassNames names) {
        JsonNode sound = found.path("_source");
        JsonNode classes = sound.path(SoundFields.SOUND_CLASSES);
        double best = 0;
        String why = "";
        for (int i = 0; i < classes.size(); i++) {
            double sure = sound.path(SoundFields.SOUND_SCORES).path(i).asDouble(HEARD);
            double score = sure * names.share(classes.path(i).asText());
            if (score > best) {
                best = score;
                why = classes.path(i).asText();
            }
        }
        return new Hit(FindingKind.SOUND, best, best, best, why, sound);
    }
}
