package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.StoreNotice;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import java.util.function.Supplier;

/**
 * One object that a store tells of.
 *
 * @param key as the uploader gave it, decoded
 * @param version or empty; {@code null} as text if the bucket had no versions when it was written
 * @param sequencer see {@link Sequencer}
 */
record StoredObject(
        StoreChange change,
        String eventName,
        String bucket,
        String key,
        String version,
        String sequencer) {

    private static final String UNNAMED_VERSION = "?";

    /**
     * @param again makes a message of this object alone
     */
    void add(TenantPrefixes tenants, Findings findings, Supplier<JsonNode> again)
            throws RejectedInput {
        if (key.endsWith("/")) {
            findings.ignore();
            return;
        }
        if (bucket.indexOf('/') >= 0) {
            throw new RejectedInput(
                    Reason.BAD_FIELD,
                    "'%s' is no name of a bucket.".formatted(Fields.shorten(bucket)));
        }
        String uri = Fields.checkedUri("s3a://" + bucket + "/" + key);
        VideoRef video = tenants.own("", "", uri);
        findings.add(
                VideoArrival.of(type(), video, null)
                        .withNotice(new StoreNotice(eventName, sequencer, goneVersion())),
                again);
    }

    private ArrivalType type() {
        return change == StoreChange.CAME ? ArrivalType.ARRIVED : ArrivalType.DELETED;
    }

    private String goneVersion() {
        return switch (change) {
            case VERSION_WENT -> version;
            case OLD_VERSION_WENT -> version.isEmpty() ? UNNAMED_VERSION : version;
            default -> "";
        };
    }
}
