package io.zoetrope.connectors.json;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.Labels;
import java.util.List;

/** A {@link Finding} as the index of its kind keeps it. */
public final class FindingDocument {
    private FindingDocument() {}

    /**
     * @param indexedMs epoch milliseconds of this write
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(Finding finding, long indexedMs) {
        return encode(finding, Labels.NONE, indexedMs);
    }

    /**
     * @param labels that it has when it is written for the first time; later those stay that are
     *     there
     * @param indexedMs epoch milliseconds of this write
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(Finding finding, Labels labels, long indexedMs) {
        return switch (finding.kind()) {
            case MOMENT -> MomentDocument.encode(finding.moment(), labels, indexedMs);
            case SHOT -> ShotDocument.encode(finding.shot());
            case OBJECT -> ObjectDocument.encode(finding.object(), labels, indexedMs);
            case SOUND -> SoundDocument.encode(finding.sound());
            case LINE -> DialogueDocument.encode(finding.line());
            case TEXT -> TextDocument.encode(finding.text());
        };
    }

    /** What others write into documents of a kind: it stays when the job writes them again. */
    public static List<String> keptFields(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> MomentDocument.KEPT_FIELDS;
            case OBJECT -> ObjectDocument.KEPT_FIELDS;
            case SHOT, SOUND, LINE, TEXT -> List.of();
        };
    }
}
