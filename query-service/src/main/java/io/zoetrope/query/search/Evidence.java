package io.zoetrope.query.search;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Span;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.SourceWeights;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.route.Router;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the sources found, and what of it stands behind each result. */
final class Evidence {
    /** From which on something is there that must not be, if its clause does not say. */
    private static final double LIKELY = 0.5;

    /** That was asked for a clause. */
    private record Source(String clause, String modality) {}

    private final SourceWeights weights;

    /** Of each source by their ids, the surest of those that it gave several times. */
    private final Map<Source, Map<String, Hit>> hits = new LinkedHashMap<>();

    private final Map<String, Double> looks = new HashMap<>();
    private final double leastLooks;

    Evidence(List<Router.Part> parts, SourceWeights weights) {
        this.weights = weights;
        for (Router.Part part : parts) {
            Source source = new Source(part.sought().name(), part.modality());
            Map<String, Hit> found = hits.computeIfAbsent(source, none -> new HashMap<>());
            for (Hit hit : part.hits()) {
                found.merge(hit.id(), hit, (a, b) -> a.confidence() >= b.confidence() ? a : b);
                if (part.modality().equals(Modality.VISUAL)) {
                    looks.merge(hit.id(), hit.score(), Math::max);
                }
            }
        }
        // If nothing is known to look like what is wanted, nothing can look less like it.
        this.leastLooks =
                looks.values().stream().mapToDouble(d -> d).min().orElse(Double.MAX_VALUE);
    }

    /** What a clause found, once by each source. */
    List<Span> spans(Sought clause) {
        List<Span> spans = new ArrayList<>();
        hits.forEach(
                (source, found) -> {
                    if (source.clause().equals(clause.name())) {
                        found.values().stream()
                                .filter(hit -> hit.score() >= clause.minScore())
                                .forEach(hit -> spans.add(span(source, hit, clause.modalities())));
                    }
                });
        return spans;
    }

    private Span span(Source source, Hit hit, List<String> asked) {
        double counts = weights.weighed(hit.confidence(), source.modality(), asked);
        return span(source.clause(), source.modality(), hit, counts);
    }

    /**
     * @param counts the hit's likelihood, as its source's weight lets it count
     */
    static Span span(String clause, String source, Hit hit, double counts) {
        return new Span(
                clause,
                source,
                hit.videoId(),
                hit.id(),
                hit.kind() == FindingKind.MOMENT,
                hit.shot(),
                hit.startMs(),
                hit.endMs(),
                counts);
    }

    /**
     * What is likely there is unwanted. By looks everything is somewhat near: a moment is unwanted
     * if it is nearer to what must not be there than to what is looked for. If the clause says from
     * which score on, that holds.
     */
    boolean isUnwanted(Suspect suspect) {
        if (suspect.minScore() > 0) {
            return suspect.score() >= suspect.minScore();
        }
        return suspect.isRelative()
                ? suspect.score() >= looks.getOrDefault(suspect.span().id(), leastLooks)
                : suspect.span().score() >= LIKELY;
    }

    /** What a result is known by. */
    Hit shown(Combined result) {
        String id = result.places().get(0).id();
        return hits.values().stream()
                .map(found -> found.get(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** The best of each source. */
    Map<String, Double> scores(Combined result) {
        Map<String, Double> scores = new TreeMap<>();
        for (Span match : result.matches()) {
            scores.merge(match.source(), hit(match).score(), Math::max);
        }
        return scores;
    }

    List<SearchResponse.Match> matches(Combined result) {
        return result.matches().stream()
                .map(match -> MomentView.match(match.clause(), match.source(), hit(match)))
                .toList();
    }

    /**
     * Where to look for a picture of a result: the surest object or text that was found at the
     * place it is known by, when that is seen best; what is heard there, in its middle. Empty if
     * only the moment itself was found, which has a picture of its own.
     *
     * @return media time
     */
    OptionalLong seenMs(Combined result) {
        Span place = result.places().get(0);
        Predicate<Span> isThere = match -> match.gapMs(place) <= 0 && !match.moment();
        return surest(result, isThere.and(match -> hit(match).isSeen()))
                .or(() -> seenBeside(result))
                .or(() -> surest(result, isThere).filter(match -> isSurest(match, result)))
                .map(match -> OptionalLong.of(within(hit(match).seenMs(), match, place)))
                .orElse(OptionalLong.empty());
    }

    /** What a surer moment of the same source stands for: a class of it, a label. */
    private Optional<Span> seenBeside(Combined result) {
        Span place = result.places().get(0);
        Set<String> clauses =
                result.matches().stream().map(Span::clause).collect(Collectors.toSet());
        List<Span> seen = new ArrayList<>();
        hits.forEach(
                (source, found) -> {
                    if (clauses.contains(source.clause())) {
                        found.values().stream()
                                .filter(hit -> hit.isSeen() && hit.confidence() >= LIKELY)
                                .map(hit -> span(source, hit))
                                .filter(place::isWith)
                                .forEach(seen::add);
                    }
                });
        return seen.stream().max(Comparator.comparingDouble(Span::score));
    }

    private static Span span(Source source, Hit hit) {
        return span(source.clause(), source.modality(), hit, hit.confidence());
    }

    private static Optional<Span> surest(Combined result, Predicate<Span> which) {
        Span surest = null;
        for (Span match : result.matches()) {
            boolean fits = which.test(match) && match.score() >= LIKELY;
            surest = fits && (surest == null || match.score() > surest.score()) ? match : surest;
        }
        return Optional.ofNullable(surest);
    }

    private static boolean isSurest(Span match, Combined result) {
        return result.matches().stream().noneMatch(other -> other.score() > match.score());
    }

    /** A thing may be seen best before or after the place at which it was found. */
    private static long within(long ms, Span match, Span place) {
        long from = Math.max(match.startMs(), place.startMs());
        long to = Math.max(from, Math.min(match.endMs(), place.endMs()) - 1);
        return Math.max(from, Math.min(to, ms));
    }

    private Hit hit(Span match) {
        return hits.get(new Source(match.clause(), match.source())).get(match.id());
    }
}
