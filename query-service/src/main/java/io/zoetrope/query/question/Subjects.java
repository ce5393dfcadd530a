package io.zoetrope.query.question;

import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.PlainText;
import io.zoetrope.query.http.ApiError;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads what clauses look for, from the request and from what was sent along. */
final class Subjects {
    private static final int MAX_ID = 64;

    private final Map<String, Subject.Media> media;
    private final Set<String> used = new HashSet<>();

    /**
     * @param media by the name of the part, which is that of its clause
     */
    Subjects(Map<String, Subject.Media> media) {
        this.media = media;
    }

    /**
     * @param name of the clause
     * @param field that holds it, for what is said of it
     * @throws ApiError 400 if it looks for nothing or for several things
     */
    Subject of(SearchRequest.Clause clause, String name, String field) {
        if (clause.imageUrl() != null) {
            throw ApiError.invalid(
                    "image_url is not fetched; send the picture itself as a multipart part",
                    field + ".image_url");
        }
        Subject subject = null;
        if (media.containsKey(name)) {
            used.add(name);
            subject = media.get(name);
        }
        if (clause.text() != null || (subject == null && isEmpty(clause))) {
            subject =
                    one(
                            subject,
                            SearchRules.words(clause.text(), clause.not(), field),
                            field + ".text");
        }
        if (clause.not() != null && clause.text() == null) {
            throw ApiError.invalid("not stands beside a text", field + ".not");
        }
        if (clause.clazz() != null) {
            subject = one(subject, clazz(clause.clazz(), field + ".class"), field + ".class");
        }
        if (clause.label() != null) {
            subject = one(subject, label(clause.label(), field + ".label"), field + ".label");
        }
        if (clause.objectId() != null) {
            String id = id(clause.objectId(), field + ".object_id");
            subject = one(subject, new Subject.OfObject(id), field + ".object_id");
        }
        if (clause.momentId() != null) {
            String id = id(clause.momentId(), field + ".moment_id");
            subject = one(subject, new Subject.OfMoment(id), field + ".moment_id");
        }
        return subject;
    }

    private static boolean isEmpty(SearchRequest.Clause clause) {
        return clause.clazz() == null
                && clause.label() == null
                && clause.objectId() == null
                && clause.momentId() == null;
    }

    private static Subject one(Subject before, Subject next, String field) {
        if (before != null) {
            throw ApiError.invalid(
                    "a clause looks for one thing: text, class, label, object_id, moment_id, or what is"
                            + " sent as the part of its name",
                    field);
        }
        return next;
    }

    private static Subject clazz(String name, String field) {
        if (name.isBlank() || name.length() > SearchRules.MAX_FILTER_LENGTH) {
            throw ApiError.invalid("class is a name", field);
        }
        return new Subject.ClassName(name.strip());
    }

    private static Subject label(String name, String field) {
        if (!LabelLimits.isName(name)) {
            throw ApiError.invalid("label is a name", field);
        }
        return new Subject.OfLabel(PlainText.composed(name));
    }

    private static String id(String id, String field) {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw ApiError.invalid("an id has 1 to " + MAX_ID + " characters", field);
        }
        return id;
    }

    /**
     * @throws ApiError 400 naming a part that no clause is named as
     */
    void refuseUnused() {
        for (String part : media.keySet()) {
            if (!used.contains(part)) {
                throw ApiError.invalid("no clause is named as the part " + part, part);
            }
        }
    }
}
