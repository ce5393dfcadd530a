package io.zoetrope.connectors.opensearch.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.zoetrope.connectors.json.FindingDocument;
import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.Found;
import io.zoetrope.domain.finding.Labels;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.status.VideoStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One document on its way to an index, as the two lines of a bulk that write it. Exactly one of
 * {@code finding} and {@code status} is set.
 *
 * @param alias where it is written
 * @param id deterministic, so that a replay overwrites
 * @param action the line that says where and how, UTF-8
 * @param body the line that says what
 */
record IndexDocument(
        String alias, String id, byte[] action, byte[] body, Finding finding, VideoStatus status) {

    // What others write into a document stays; what is of a higher generation stays as it is.
    private static final String UPSERT =
            "def s = ctx._source; def d = params.doc;"
                    + " if (s.generation != null && s.generation > d.generation) { ctx.op = 'none' }"
                    + " else { for (f in params.kept) { if (s.containsKey(f)) { d[f] = s[f] } }"
                    + " s.clear(); s.putAll(d) }";
    private static final String BODY_START =
            "{\"scripted_upsert\":true,\"upsert\":{},\"script\":{\"source\":\"%s\",\"params\":{\"kept\":%s,\"doc\":";
    private static final String BODY_END = "}}}";

    /** As {@link #of(Finding, Labels, long)}, without labels. */
    static IndexDocument of(Finding finding, long nowMs) {
        return of(finding, Labels.NONE, nowMs);
    }

    /**
     * Written unless it is there in a higher generation.
     *
     * @param labels of a finding that is not there yet
     * @param nowMs epoch milliseconds
     */
    static IndexDocument of(Finding finding, Labels labels, long nowMs) {
        Found found = finding.found();
        String alias = IndexNames.writeAlias(found.kind(), found.model());
        byte[] document = FindingDocument.encode(finding, labels, nowMs);
        List<String> kept = FindingDocument.keptFields(found.kind());
        return kept.isEmpty()
                ? new IndexDocument(
                        alias,
                        found.id(),
                        versioned(alias, found.id(), DocumentVersion.of(finding)),
                        document,
                        finding,
                        null)
                : new IndexDocument(
                        alias,
                        found.id(),
                        upsert(alias, found.id()),
                        keeping(kept, document),
                        finding,
                        null);
    }

    private static byte[] upsert(String alias, String id) {
        return "{\"update\":{\"_index\":\"%s\",\"_id\":\"%s\",\"retry_on_conflict\":3}}"
                .formatted(quoted(alias), quoted(id))
                .getBytes(UTF_8);
    }

    private static byte[] keeping(List<String> fields, byte[] document) {
        String names = fields.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return concat(
                BODY_START.formatted(UPSERT, names).getBytes(UTF_8),
                document,
                BODY_END.getBytes(UTF_8));
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
                status);
    }

    private static byte[] versioned(String alias, String id, long version) {
        return String.format(
                        Locale.ROOT,
                        "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}",
                        quoted(alias),
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

    boolean isStatus() {
        return status != null;
    }

    /** Whether a script decides, which does nothing if a later life stands there. */
    boolean isUpsert() {
        return finding != null && !FindingDocument.keptFields(finding.kind()).isEmpty();
    }

    /** Whose it is. */
    VideoRef video() {
        return finding != null ? finding.video() : status.video();
    }

    VideoDescription description() {
        if (finding == null) {
            return status.description();
        }
        return finding.kind() == FindingKind.MOMENT
                ? finding.moment().description()
                : VideoDescription.NONE;
    }

    long generation() {
        return finding != null ? finding.generation() : status.generation();
    }
}
