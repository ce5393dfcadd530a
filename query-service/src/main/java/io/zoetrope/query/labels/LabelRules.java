package io.zoetrope.query.labels;

import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.labels.LabelEvent.Action;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What can be said of labels, so that it can be kept, spread and told to the job. */
final class LabelRules {
    /**
     * Where a label's name stands in a path these mean something else; dots do even if they are
     * escaped (the URL standard's dot segments), while a slash that is escaped is a slash.
     */
    private static final Set<String> OTHER_PATHS = Set.of("export", "import", ".", "..");

    private LabelRules() {}

    /**
     * @return the same with accents in their letters
     * @throws ApiError 400
     */
    static String name(String said) {
        String name = said == null ? null : PlainText.composed(said);
        if (name == null || !LabelLimits.isName(name) || OTHER_PATHS.contains(name)) {
            throw ApiError.invalid(
                    "a name has 1 to "
                            + LabelLimits.MAX_NAME
                            + " characters that can be seen, and is not one of export, import,"
                            + " '.' and '..'",
                    "name");
        }
        return name;
    }

    /**
     * @throws ApiError 409 if another label has the name
     */
    static void requireFree(LabelBook book, String name, String labelId) {
        book.named(name)
                .filter(other -> !other.labelId().equals(labelId))
                .ifPresent(
                        other -> {
                            throw new ApiError(
                                    409, "name_taken", "another label has this name", name);
                        });
    }

    /**
     * @throws ApiError 400 if an id is among both
     */
    static void requireNoneTwice(Collection<String> positives, Collection<String> negatives) {
        Set<String> both = new HashSet<>(positives);
        both.retainAll(negatives);
        if (!both.isEmpty()) {
            throw ApiError.invalid(
                    both.iterator().next() + " is both positive and negative", "negatives");
        }
    }

    /**
     * @param event that teaches, of a label that may be new
     * @throws ApiError 400 or 409 if it cannot be said of the labels as they stand
     */
    static void requireTeachable(String tenant, LabelBook book, LabelEvent event) {
        BookedLabel known = book.labels().get(event.labelId());
        if (known == null && book.standing().size() >= LabelLimits.MAX_LABELS) {
            throw new ApiError(
                    409,
                    "too_many_labels",
                    "a tenant has at most " + LabelLimits.MAX_LABELS,
                    "name");
        }
        // A label of which all was taken back can be taken elsewhere as it is.
        boolean without = event.action() == Action.TEACH || event.negatives().isEmpty();
        if (known == null && event.positives().isEmpty() && without) {
            throw ApiError.invalid("a new label needs a positive example", "positives");
        }
        BookedLabel after = book.with(event);
        if (after.examples() > LabelLimits.MAX_EXAMPLES) {
            throw new ApiError(
                    409,
                    "too_many_examples",
                    "a label has at most " + LabelLimits.MAX_EXAMPLES + " examples",
                    "positives");
        }
        requireTold(tenant, after);
    }

    /**
     * The job is told of a label in one message, which it and the topic take up to a size.
     *
     * @throws ApiError 409 if it can become too large
     */
    static void requireTold(String tenant, BookedLabel label) {
        TaughtLabel longest = LabelMeanings.longest(tenant, label);
        for (LabelModel model : longest.models()) {
            if (model.classes().size() > LabelLimits.MAX_CLASSES) {
                throw new ApiError(
                        409,
                        "label_too_large",
                        "positive examples of one model have at most "
                                + LabelLimits.MAX_CLASSES
                                + " classes",
                        "positives");
            }
        }
        int bytes = ControlMessage.of(longest).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LabelLimits.MAX_MESSAGE_BYTES) {
            throw new ApiError(
                    409,
                    "label_too_large",
                    "the job would be told of this label in "
                            + bytes
                            + " bytes and takes "
                            + LabelLimits.MAX_MESSAGE_BYTES
                            + "; teach it by fewer examples, or by those of fewer models",
                    "positives");
        }
    }
}
