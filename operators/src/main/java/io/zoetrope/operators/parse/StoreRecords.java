package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.message.ArrivalLimits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A bucket's own event message, as Amazon S3, MinIO and Ceph send it (event message structure 2.x):
 * keys are form-encoded, but Ceph's come as they are; MinIO writes {@code s3:} before the event's
 * name; a test event comes when a notification is set up.
 */
final class StoreRecords {
    static final String LIST = "Records";
    private static final String REPLACEMENT = "\uFFFD";

    private StoreRecords() {}

    static boolean isTest(JsonNode message) {
        return message.path("Event").asText().equals("s3:TestEvent");
    }

    /** One record as a message of its own. */
    static JsonNode alone(JsonNode item) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putArray(LIST).add(item);
        return message;
    }

    static void read(JsonNode item, TenantPrefixes tenants, Findings findings)
            throws RejectedInput {
        String name = Fields.text(item, "eventName", ArrivalLimits.MAX_NAME_CHARS);
        StoreChange change = StoreChange.ofRecord(name);
        if (change == StoreChange.NONE) {
            findings.ignore();
            return;
        }
        String source = Fields.text(item, "eventSource", ArrivalLimits.MAX_NAME_CHARS);
        JsonNode object = item.path("s3").path("object");
        StoredObject stored =
                new StoredObject(
                        change,
                        name,
                        Fields.required(item.path("s3").path("bucket"), "name"),
                        key(source, Fields.required(object, "key")),
                        Fields.text(object, "versionId", ArrivalLimits.MAX_URI_CHARS),
                        Sequencer.of(source, object.path("sequencer").textValue()));
        stored.add(tenants, findings, () -> alone(pruned(item)));
    }

    private static String key(String source, String key) throws RejectedInput {
        return source.startsWith("ceph:") ? key : decoded(key);
    }

    private static String decoded(String key) throws RejectedInput {
        try {
            String decoded = URLDecoder.decode(key, StandardCharsets.UTF_8);
            if (!isGuessed(decoded, key)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the same sentence.
        }
        throw new RejectedInput(
                Reason.BAD_FIELD,
                "Key '%s' is not url-encoded as its eventSource should."
                        .formatted(Fields.shorten(key)));
    }

    /** Whether bytes that are not UTF-8 were replaced. */
    private static boolean isGuessed(String decoded, String key) {
        return decoded.contains(REPLACEMENT)
                && !key.contains(REPLACEMENT)
                && !key.toUpperCase(Locale.ROOT).contains("%EF%BF%BD");
    }

    /** What was read of it, and nothing else. */
    private static ObjectNode pruned(JsonNode item) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        Fields.copy(item, record, "eventSource");
        Fields.copy(item, record, "eventName");
        ObjectNode s3 = record.putObject("s3");
        Fields.copy(item.path("s3").path("bucket"), s3.putObject("bucket"), "name");
        ObjectNode object = s3.putObject("object");
        JsonNode full = item.path("s3").path("object");
        Fields.copy(full, object, "key");
        Fields.copy(full, object, "versionId");
        if (!Sequencer.of("", full.path("sequencer").textValue()).isEmpty()) {
            Fields.copy(full, object, "sequencer");
        }
        return record;
    }
}
