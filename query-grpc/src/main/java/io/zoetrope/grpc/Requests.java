package io.zoetrope.grpc;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.grpc.v1.CalibrationCurve;
import io.zoetrope.grpc.v1.Clause;
import io.zoetrope.grpc.v1.Filter;
import io.zoetrope.grpc.v1.Period;
import io.zoetrope.grpc.v1.Query;
import io.zoetrope.grpc.v1.Range;
import io.zoetrope.grpc.v1.SimilarRequest;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.labels.examples.LookAlikes;
import io.zoetrope.query.question.Calibration;
import io.zoetrope.query.question.SearchRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions as the service takes them. What is not set is null; whether a question is in order is
 * decided where every question is looked at.
 */
final class Requests {
    private Requests() {}

    static SearchRequest of(io.zoetrope.grpc.v1.SearchRequest asked) {
        return new SearchRequest(
                asked.hasQuery() ? query(asked.getQuery()) : null,
                clauses(asked.getClausesList()),
                clauses(asked.getMustNotList()),
                list(asked.getModalitiesList()),
                asked.hasOperator() ? asked.getOperator() : null,
                asked.hasWithinMs() ? asked.getWithinMs() : null,
                asked.hasFilter() ? filter(asked.getFilter()) : null,
                asked.hasGroupBy() ? asked.getGroupBy() : null,
                asked.hasLimit() ? asked.getLimit() : null,
                asked.hasMinScore() ? finite(asked.getMinScore(), "min_score") : null,
                asked.hasDiversify() ? finite(asked.getDiversify(), "diversify") : null,
                asked.getWeightsCount() == 0 ? null : Map.copyOf(asked.getWeightsMap()),
                calibration(asked.getCalibrationMap()));
    }

    private static Map<String, Calibration.Curve> calibration(Map<String, CalibrationCurve> asked) {
        Map<String, Calibration.Curve> curves = new LinkedHashMap<>();
        asked.forEach(
                (modality, curve) ->
                        curves.put(
                                modality,
                                new Calibration.Curve(
                                        curve.hasScale() ? curve.getScale() : null,
                                        curve.hasShift() ? curve.getShift() : null)));
        return curves.isEmpty() ? null : curves;
    }

    /** What was sent along, by its name. */
    static Map<String, byte[]> media(io.zoetrope.grpc.v1.SearchRequest asked) {
        Map<String, byte[]> media = new LinkedHashMap<>();
        asked.getMediaMap().forEach((name, bytes) -> media.put(name, bytes.toByteArray()));
        return media;
    }

    /**
     * @throws ApiError 400 if there is no example, or too many values
     */
    static LookAlikes.Example example(SimilarRequest asked) {
        if (asked.getClass_Count() > LookAlikes.MOST_VALUES
                || asked.getCollectionCount() > LookAlikes.MOST_VALUES) {
            throw ApiError.invalid(
                    "at most " + LookAlikes.MOST_VALUES + " classes and collections", "class");
        }
        return switch (asked.getExampleCase()) {
            case OBJECT_ID ->
                    new LookAlikes.Example(
                            FindingKind.OBJECT,
                            asked.getObjectId(),
                            asked.getClass_List(),
                            asked.getCollectionList());
            case MOMENT_ID ->
                    new LookAlikes.Example(
                            FindingKind.MOMENT,
                            asked.getMomentId(),
                            List.of(),
                            asked.getCollectionList());
            case EXAMPLE_NOT_SET ->
                    throw ApiError.invalid("object_id or moment_id is missing", "object_id");
        };
    }

    private static SearchRequest.Query query(Query query) {
        return new SearchRequest.Query(
                query.hasText() ? query.getText() : null,
                query.hasNot() ? query.getNot() : null,
                query.hasClass_() ? query.getClass_() : null,
                query.hasLabel() ? query.getLabel() : null,
                query.hasObjectId() ? query.getObjectId() : null,
                query.hasMomentId() ? query.getMomentId() : null,
                query.hasImageUrl() ? query.getImageUrl() : null);
    }

    private static List<SearchRequest.Clause> clauses(List<Clause> clauses) {
        return clauses.isEmpty() ? null : clauses.stream().map(Requests::clause).toList();
    }

    private static SearchRequest.Clause clause(Clause clause) {
        return new SearchRequest.Clause(
                clause.hasName() ? clause.getName() : null,
                clause.hasText() ? clause.getText() : null,
                clause.hasNot() ? clause.getNot() : null,
                clause.hasClass_() ? clause.getClass_() : null,
                clause.hasLabel() ? clause.getLabel() : null,
                clause.hasObjectId() ? clause.getObjectId() : null,
                clause.hasMomentId() ? clause.getMomentId() : null,
                clause.hasImageUrl() ? clause.getImageUrl() : null,
                list(clause.getModalitiesList()),
                clause.hasWeight() ? finite(clause.getWeight(), "weight") : null,
                clause.hasMinScore() ? finite(clause.getMinScore(), "min_score") : null);
    }

    private static SearchRequest.Filter filter(Filter filter) {
        return new SearchRequest.Filter(
                List.copyOf(filter.getCollectionList()),
                List.copyOf(filter.getVideoIdList()),
                List.copyOf(filter.getLabelList()),
                List.copyOf(filter.getClass_List()),
                List.copyOf(filter.getLanguageList()),
                List.copyOf(filter.getSpeakerList()),
                filter.getRegionCount() == 0 ? null : region(filter.getRegionList()),
                filter.hasStartMs() ? range(filter.getStartMs()) : null,
                filter.hasEndMs() ? range(filter.getEndMs()) : null,
                filter.hasRecordedAt() ? period(filter.getRecordedAt()) : null,
                Map.copyOf(filter.getMetadataMap()));
    }

    private static List<Double> region(List<Double> sides) {
        return sides.stream().map(side -> finite(side, "region")).toList();
    }

    /** JSON has no other numbers, so the rules look for none. */
    private static double finite(double value, String field) {
        if (!Double.isFinite(value)) {
            throw ApiError.invalid(field + " is a finite number", field);
        }
        return value;
    }

    private static SearchRequest.Range range(Range range) {
        return new SearchRequest.Range(
                range.hasGte() ? range.getGte() : null, range.hasLte() ? range.getLte() : null);
    }

    private static SearchRequest.Period period(Period period) {
        return new SearchRequest.Period(
                period.hasGte() ? period.getGte() : null, period.hasLte() ? period.getLte() : null);
    }

    private static List<String> list(List<String> values) {
        return values.isEmpty() ? null : List.copyOf(values);
    }
}
