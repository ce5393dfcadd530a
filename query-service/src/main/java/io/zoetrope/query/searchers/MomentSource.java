package io.zoetrope.query.searchers;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import java.util.List;

/** What searchers read of moments, and which of them they may read. */
final class MomentSource {
    static final List<String> FIELDS =
            List.of(
                    MomentFields.VIDEO_ID,
                    MomentFields.MOMENT_ID,
                    MomentFields.START_MS,
                    MomentFields.END_MS,
                    MomentFields.URI,
                    MomentFields.TITLE,
                    MomentFields.COLLECTION,
                    MomentFields.SHOT,
                    MomentFields.KEY_FRAME,
                    MomentFields.KEY_FRAME_MS,
                    MomentFields.DIALOGUE,
                    MomentFields.TEXT,
                    MomentFields.LABELS,
                    MomentFields.OBJECT_CLASSES);

    private MomentSource() {}

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
                        .anyOf(MomentFields.COLLECTION, filter.collection())
                        .anyOf(MomentFields.VIDEO_ID, filter.videoId())
                        .anyOf(MomentFields.LABELS, filter.label())
                        .anyOf(MomentFields.OBJECT_CLASSES, filter.clazz());
        filter.metadata()
                .forEach((key, value) -> terms.term(MomentFields.METADATA + "." + key, value));
        if (filter.startMs() != null) {
            terms.range(MomentFields.START_MS, filter.startMs());
        }
        return terms;
    }
}
