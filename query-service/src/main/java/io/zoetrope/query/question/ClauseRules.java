package io.zoetrope.query.question;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.question.ClauseQuery.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says which questions of several clauses are accepted, and what the others are told. */
public final class ClauseRules {
    static final int MAX_CLAUSES = 8;
    private static final int MAX_NAME = 64;
    private static final double MAX_WEIGHT = 1_000;
    private static final long MAX_WITHIN_MS = 24L * 3_600_000;
    private static final String QUERY = "query";

    private ClauseRules() {}

    /**
     * Whether a request asks only how moments look, and so can be read as deep as the index is.
     *
     * @param media that was sent along, by the name of its part
     */
    public static boolean isOfLooks(SearchRequest request, Map<String, Subject.Media> media) {
        if (request.clauses() != null
                || request.mustNot() != null
                || calibratesLooks(request)
                || (request.diversify() != null && request.diversify() > 0)) {
            return false;
        }
        boolean picture =
                request.query() == null
                        && media.keySet().equals(Set.of(SearchForm.IMAGE))
                        && media.get(SearchForm.IMAGE) instanceof Subject.Picture;
        boolean words = media.isEmpty() && request.query() != null && request.query().isWords();
        List<String> looks = List.of(Modality.VISUAL);
        boolean asked = looks.equals(request.modalities());
        return (picture && (request.modalities() == null || asked)) || (words && asked);
    }

    private static boolean calibratesLooks(SearchRequest request) {
        return request.calibration() != null && request.calibration().containsKey(Modality.VISUAL);
    }

    /**
     * @param media that was sent along, by the name of its part
     * @throws ApiError 400 for what is wrong
     */
    public static ClauseQuery of(SearchRequest request, Map<String, Subject.Media> media) {
        MomentQuery rest = SearchRules.rest(request);
        List<String> modalities = SearchRules.modalities(request.modalities());
        Subjects subjects = new Subjects(media);
        Calibration calibration = Calibration.of(request.calibration());
        List<Sought> clauses =
                (request.clauses() == null
                                ? all(simple(request, media), "query", QUERY, modalities, subjects)
                                : several(request, modalities, subjects))
                        .stream().map(clause -> clause.calibrated(calibration)).toList();
        List<SearchRequest.Clause> unwanted =
                request.mustNot() == null ? List.of() : request.mustNot();
        List<Sought> mustNot =
                all(unwanted, "must_not", "not", modalities, subjects).stream()
                        .map(clause -> clause.naming().calibrated(calibration))
                        .toList();
        subjects.refuseUnused();
        refuseEqualNames(clauses);
        refuseIncomparable(clauses, mustNot);
        return new ClauseQuery(
                clauses,
                mustNot,
                operator(request),
                within(request.withinMs()),
                SourceWeights.of(request.weights()),
                rest);
    }

    /** What stands in query, and a picture or sound beside it or in its place. */
    private static List<SearchRequest.Clause> simple(
            SearchRequest request, Map<String, Subject.Media> media) {
        List<SearchRequest.Clause> clauses = new ArrayList<>();
        if (request.query() != null) {
            clauses.add(clause(request.query()));
        }
        for (String part : media.keySet()) {
            if (!SearchForm.MEDIA.contains(part)) {
                throw ApiError.invalid("unknown file part " + part, part);
            }
            clauses.add(SearchRequest.Clause.named(part));
        }
        if (clauses.isEmpty()) {
            throw ApiError.invalid("a search needs a query, clauses or a picture", QUERY);
        }
        return clauses;
    }

    private static List<Sought> several(
            SearchRequest request, List<String> modalities, Subjects subjects) {
        if (request.query() != null) {
            throw ApiError.invalid("either query or clauses", QUERY);
        }
        if (request.clauses().isEmpty()) {
            throw ApiError.invalid("1 to " + MAX_CLAUSES + " clauses", "clauses");
        }
        return all(request.clauses(), "clauses", "clause", modalities, subjects);
    }

    private static SearchRequest.Clause clause(SearchRequest.Query query) {
        return new SearchRequest.Clause(
                QUERY,
                query.text(),
                query.not(),
                query.clazz(),
                query.label(),
                query.objectId(),
                query.momentId(),
                query.imageUrl(),
                null,
                null,
                null);
    }

    /**
     * @param field that holds them
     * @param name of one that has none, before its number
     */
    private static List<Sought> all(
            List<SearchRequest.Clause> clauses,
            String field,
            String name,
            List<String> modalities,
            Subjects subjects) {
        if (clauses.size() > MAX_CLAUSES) {
            throw ApiError.invalid("1 to " + MAX_CLAUSES + " clauses", field);
        }
        List<Sought> sought = new ArrayList<>();
        for (SearchRequest.Clause clause : clauses) {
            if (clause == null) {
                throw ApiError.invalid("a clause is an object", field);
            }
            sought.add(sought(clause, name + (sought.size() + 1), field, modalities, subjects));
        }
        return sought;
    }

    private static Sought sought(
            SearchRequest.Clause clause,
            String unnamed,
            String field,
            List<String> modalities,
            Subjects subjects) {
        String name = clause.name() == null ? unnamed : clause.name();
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw ApiError.invalid("a name has 1 to " + MAX_NAME + " characters", field + ".name");
        }
        double weight = clause.weight() == null ? 1 : clause.weight();
        if (!(weight > 0 && weight <= MAX_WEIGHT)) {
            throw ApiError.invalid("a weight is above 0", field + ".weight");
        }
        double least = SearchRules.minScore(clause.minScore(), field + ".min_score");
        Subject subject = subjects.of(clause, name, field);
        return Sought.of(name, subject, modalities(clause, subject, modalities))
                .weighing(weight, least);
    }

    /** Where it is looked for: of what is asked, whatever may know it. */
    private static List<String> modalities(
            SearchRequest.Clause clause, Subject subject, List<String> others) {
        List<String> asked =
                clause.modalities() == null ? others : SearchRules.modalities(clause.modalities());
        if (subject instanceof Subject.Picture && asked.equals(Modality.ALL)) {
            // A whole picture is no crop of a thing, unless somebody says so.
            return List.of(Modality.VISUAL);
        }
        List<String> fit = subject.modalities().stream().filter(asked::contains).toList();
        if (fit.isEmpty() && subject instanceof Subject.Media) {
            throw ApiError.invalid(
                    "what is sent can be found by " + String.join(", ", subject.modalities()),
                    "modalities");
        }
        return fit.isEmpty() ? subject.modalities() : fit;
    }

    private static void refuseEqualNames(List<Sought> clauses) {
        Set<String> names = new HashSet<>();
        if (!clauses.stream().allMatch(clause -> names.add(clause.name()))) {
            throw ApiError.invalid("clauses have different names", "clauses.name");
        }
    }

    /**
     * How something looks is near or far, never in or out: what is unwanted needs something wanted
     * that it can be nearer to, or a score from which on it counts.
     */
    private static void refuseIncomparable(List<Sought> clauses, List<Sought> mustNot) {
        Set<String> wanted = new LinkedHashSet<>();
        clauses.forEach(clause -> wanted.addAll(clause.modalities()));
        boolean looks =
                mustNot.stream()
                        .filter(clause -> clause.minScore() == 0)
                        .anyMatch(clause -> clause.modalities().contains(Modality.VISUAL));
        if (looks && !wanted.contains(Modality.VISUAL)) {
            throw ApiError.invalid(
                    "must_not by looks needs a min_score, or a clause by looks to compare with",
                    "must_not");
        }
    }

    private static Operator operator(SearchRequest request) {
        return request.operator() == null
                ? Operator.OR
                : Operator.valueOf(request.operator().toUpperCase(Locale.ROOT));
    }

    private static long within(Long withinMs) {
        return withinMs == null ? 0 : Math.min(MAX_WITHIN_MS, withinMs);
    }
}
