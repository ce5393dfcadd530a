package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import java.util.List;

/** What searchers read of moments, and which of them they may read. */
final class MomentSource {
    /** Where one lies, and by what {@link MomentClassSearcher} tells how likely it is. */
    private static final List<String> PLACE_FIELDS =
            List.of(
                    MomentFields.VIDEO_ID,
                    MomentFields.MOMENT_ID,
                    MomentFields.START_MS,
                    MomentFields.END_MS,
                    MomentFields.SHOT,
                    MomentFields.OBJECT_CLASSES);

    private MomentSource() {}

    /**
     * Has a search read what is shown of moments, and leave out what is long and never shown. What
     * is needed is not named: of fourteen names the index would make an automaton for each search,
     * which costs it more than to send a few fields that nobody reads.
     */
    static void read(ObjectNode body) {
        // Not only left out of the answer: else each hit's vector is put into its source first.
        body.putObject("_source")
                .putArray("excludes")
                .add(MomentFields.VISUAL)
                .add(MomentFields.METADATA);
    }

    /** Has a search read as much as a scope wants. */
    static void read(ObjectNode body, Scope scope) {
        read(body);
        if (scope.placesOnly()) {
            PLACE_FIELDS.forEach(body.withObject("_source").putArray("includes")::add);
        }
    }

    /** The moments of one tenant, as one model saw them, that fulfil a filter. */
    static TermFilter allowed(Scope scope, ModelRef model) {
        SearchRequest.Filter filter = scope.filter();
        TermFilter terms =
                new TermFilter()
                        .term(MomentFields.TENANT, scope.tenant())
                        .term(MomentFields.MODEL, model.name())
                        .term(MomentFields.MODEL_VERSION, model.version())
                        .anyOf(MomentFields.MOMENT_ID, scope.momentIds())
                        .anyOf(MomentFields.VIDEO_ID, scope.videoIds())
                        .notAnyOf(MomentFields.VIDEO_ID, scope.passedOver())
                        .overlapping(
                                MomentFields.VIDEO_ID,
                                MomentFields.START_MS,
                                MomentFields.END_MS,
                                scope.stretches())
                        .anyOf(MomentFields.COLLECTION, filter.collection())
                        .anyOf(MomentFields.VIDEO_ID, filter.videoId())
                        .anyOf(MomentFields.LABELS, filter.label())
                        .anyOf(MomentFields.OBJECT_CLASSES, filter.clazz());
        metadata(terms, MomentFields.METADATA, filter);
        if (filter.startMs() != null) {
            terms.range(MomentFields.START_MS, filter.startMs());
        }
        if (filter.endMs() != null) {
            terms.range(MomentFields.END_MS, filter.endMs());
        }
        return terms;
    }

    /** Conditions on what is known of a video. */
    static void metadata(TermFilter terms, String field, SearchRequest.Filter filter) {
        filter.metadata().forEach((key, value) -> terms.term(field + "." + key, value));
        if (filter.recordedAt() != null) {
            terms.range(field + "." + VideoDescription.RECORDED_AT, filter.recordedAt());
        }
    }

    /** Whether moments have what the filter asks for. */
    static boolean knows(SearchRequest.Filter filter) {
        return !filter.asksForLines() && filter.region().isEmpty();
    }

    /** What is answered if they have not. */
    static Hits cannotTell(String modality) {
        return Hits.of(List.of(), List.of(new Degraded(modality, "cannot_filter")));
    }
}
