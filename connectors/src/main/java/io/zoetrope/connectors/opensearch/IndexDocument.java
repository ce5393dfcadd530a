package io.zoetrope.connectors.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.zoetrope.connectors.json.MomentDocument;
import io.zoetrope.connectors.json.ShotDocument;
import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.IndexNames;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Shot;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.VideoStatus;
import java.util.Locale;

/**
 * One document on its way to an index, as the two lines of a bulk that write it. Exactly one of
 * {@code moment}, {@code status} and {@code shot} is set.
 *
 * @param alias where it is written
 * @param id deterministic, so that a replay overwrites
 * @param action the line that says where and how, UTF-8
 * @param body the line that says what
 */
record IndexDocument(
        String alias,
        String id,
        byte[] action,
        byte[] body,
        Moment moment,
        VideoStatus status,
        Shot shot) {

    // What others write into a moment stays; what is of a higher generation stays as it is.
    private static final String UPSERT =
            "def s = ctx._source; def d = params.doc;"
                    + " if (s.generation != null && s.generation > d.generation) { ctx.op = 'none' }"
                    + " else { for (f in params.kept) { if (s.containsKey(f)) { d[f] = s[f] } }"
                    + " s.clear(); s.putAll(d) }";
    private static final String BODY_START =
            "{\"scripted_upsert\":true,\"upsert\":{},\"script\":{\"source\":\"%s\",\"params\":{\"kept\":%s,\"doc\":"
                    .formatted(UPSERT, MomentDocument.KEPT_FIELDS);
    private static final String BODY_END = "}}}";

    /** Written unless the moment is there in a higher generation. */
    static IndexDocument of(Moment moment, long nowMs) {
        String alias = IndexNames.momentsWriteAlias(moment.model());
        String action =
                "{\"update\":{\"_index\":\"%s\",\"_id\":\"%s\",\"retry_on_conflict\":3}}"
                        .formatted(quoted(alias), quoted(moment.momentId()));
        byte[] body =
                concat(
                        BODY_START.getBytes(UTF_8),
                        MomentDocument.encode(moment, nowMs),
                        BODY_END.getBytes(UTF_8));
        return new IndexDocument(
                alias, moment.momentId(), action.getBytes(UTF_8), body, moment, null, null);
    }

    /** Written whole, unless the shot is there in a higher generation. */
    static IndexDocument of(Shot shot) {
        String id = VideoIds.shotId(shot.video().key(), shot.shot());
        return new IndexDocument(
                IndexNames.SHOTS,
                id,
                versioned(IndexNames.SHOTS, id, DocumentVersion.of(shot)),
                ShotDocument.encode(shot),
                null,
                null,
                shot);
    }

    /** Written whole, unless the video is there with a status that comes after this one. */
    static IndexDocument of(VideoStatus status) {
        String id = status.video().key();
        return new IndexDocument(
                IndexNames.VIDEOS,
                id,
                versioned(IndexNames.VIDEOS, id, DocumentVersion.of(status)),
                VideoDocument.encode(status),
                null,
                status,
                null);
    }

    private static byte[] versioned(String alias, String id, long version) {
        return String.format(
                        Locale.ROOT,
                        "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}",
                        alias,
                        quoted(id),
                        version)
                .getBytes(UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Of the two lines. */
    int bytes() {
        return action.length + body.length + 2;
    }

    boolean isMoment() {
        return moment != null;
    }

    boolean isStatus() {
        return status != null;
    }

    /** Whose it is. */
    VideoRef video() {
        if (moment != null) {
            return moment.video();
        }
        return shot != null ? shot.video() : status.video();
    }

    VideoDescription description() {
        if (moment != null) {
            return moment.description();
        }
        return shot != null ? VideoDescription.NONE : status.description();
    }

    long generation() {
        if (moment != null) {
            return moment.generation();
        }
        return shot != null ? shot.generation() : status.generation();
    }
}
