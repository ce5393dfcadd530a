package io.zoetrope.query.question;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.question.ClauseQuery.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says which questions of several clauses are accepted, and what the others are told. */
public final class ClauseRules {
    static final int MAX_CLAUSES = 8;
    private static final int MAX_NAME = 64;
    private static final double MAX_WEIGHT = 1_000;
    private static final long MAX_WITHIN_MS = 24L * 3_600_000;
    private static final String QUERY = "query";

    private ClauseRules() {}

    /** Whether a request asks one thing of one source, and so can be paged. */
    public static boolean isPlain(SearchRequest request) {
        return request.clauses() == null
                && request.mustNot() == null
                && (request.query() == null || request.query().clazz() == null)
                && (request.modalities() == null
                        || !request.modalities().contains(Modality.OBJECT));
    }

    /**
     * @throws ApiError 400 for what is wrong, 501 for what is not there yet
     */
    public static ClauseQuery of(SearchRequest request) {
        MomentQuery rest = SearchRules.ofVector(request);
        List<String> modalities = SearchRules.searched(request.modalities());
        List<Sought> clauses = new ArrayList<>();
        if (request.clauses() == null) {
            clauses.add(sought(clause(request.query()), QUERY, QUERY, modalities, rest.minScore()));
        } else if (request.query() != null) {
            throw ApiError.invalid("either query or clauses", QUERY);
        } else {
            clauses.addAll(
                    all(request.clauses(), "clauses", "clause", modalities, rest.minScore()));
        }
        List<SearchRequest.Clause> unwanted =
                request.mustNot() == null ? List.of() : request.mustNot();
        List<Sought> mustNot = all(unwanted, "must_not", "not", modalities, 0);
        refuseEqualNames(clauses);
        refuseIncomparable(clauses, mustNot);
        return new ClauseQuery(
                clauses, mustNot, operator(request), within(request.withinMs()), rest);
    }

    private static SearchRequest.Clause clause(SearchRequest.Query query) {
        if (query == null) {
            throw ApiError.invalid("a search needs query or clauses", QUERY);
        }
        return new SearchRequest.Clause(
                null,
                query.text(),
                query.clazz(),
                query.objectId(),
                query.momentId(),
                query.imageUrl(),
                null,
                null,
                null);
    }

    private static List<Sought> all(
            List<SearchRequest.Clause> clauses,
            String field,
            String name,
            List<String> modalities,
            double minScore) {
        if (clauses.size() > MAX_CLAUSES || ("clauses".equals(field) && clauses.isEmpty())) {
            throw ApiError.invalid("1 to " + MAX_CLAUSES + " clauses", field);
        }
        List<Sought> sought = new ArrayList<>();
        for (SearchRequest.Clause clause : clauses) {
            if (clause == null) {
                throw ApiError.invalid("a clause is an object", field);
            }
            sought.add(sought(clause, name + (sought.size() + 1), field, modalities, minScore));
        }
        return sought;
    }

    private static Sought sought(
            SearchRequest.Clause clause,
            String unnamed,
            String field,
            List<String> modalities,
            double minScore) {
        String name = clause.name() == null ? unnamed : clause.name();
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw ApiError.invalid("a name has 1 to " + MAX_NAME + " characters", field + ".name");
        }
        double weight = clause.weight() == null ? 1 : clause.weight();
        if (!(weight > 0 && weight <= MAX_WEIGHT)) {
            throw ApiError.invalid("a weight is above 0", field + ".weight");
        }
        double least =
                clause.minScore() == null
                        ? minScore
                        : SearchRules.minScore(clause.minScore(), field + ".min_score");
        if (clause.clazz() == null) {
            return Sought.text(
                            name, SearchRules.text(clause, field), modalities(clause, modalities))
                    .weighing(weight, least);
        }
        if (clause.text() != null) {
            throw ApiError.invalid("a clause looks for one thing: text or class", field + ".class");
        }
        if (clause.clazz().isBlank() || clause.clazz().length() > SearchRules.MAX_FILTER_LENGTH) {
            throw ApiError.invalid("class is a name", field + ".class");
        }
        return Sought.clazz(name, clause.clazz().strip()).weighing(weight, least);
    }

    private static List<String> modalities(SearchRequest.Clause clause, List<String> others) {
        return clause.modalities() == null ? others : SearchRules.searched(clause.modalities());
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
