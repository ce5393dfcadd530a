package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.message.ArrivalLimits;

/** What Amazon S3 tells by EventBridge; keys come as they are. */
final class EventBridgeEvent {
    private static final String TYPE = "detail-type";
    private static final String DELETION = "deletion-type";
    private static final String VERSION = "version-id";

    private EventBridgeEvent() {}

    static boolean isOfStore(JsonNode message) {
        return message.path(TYPE).asText().startsWith("Object ")
                && message.path("detail").path("object").isObject();
    }

    static void read(JsonNode message, TenantPrefixes tenants, Findings findings)
            throws RejectedInput {
        JsonNode detail = message.get("detail");
        String type = Fields.text(message, TYPE, ArrivalLimits.MAX_NAME_CHARS);
        String deletion = Fields.text(detail, DELETION, ArrivalLimits.MAX_NAME_CHARS);
        StoreChange change = StoreChange.ofEventBridge(type, deletion);
        if (change == StoreChange.NONE) {
            findings.ignore();
            return;
        }
        JsonNode object = detail.get("object");
        StoredObject stored =
                new StoredObject(
                        change,
                        type,
                        Fields.required(detail.path("bucket"), "name"),
                        Fields.required(object, "key"),
                        Fields.text(object, VERSION, ArrivalLimits.MAX_URI_CHARS),
                        Sequencer.of("aws:s3", object.path("sequencer").textValue()));
        stored.add(tenants, findings, () -> pruned(message));
    }

    private static JsonNode pruned(JsonNode message) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.set(TYPE, message.get(TYPE));
        ObjectNode detail = event.putObject("detail");
        JsonNode full = message.get("detail");
        Fields.copy(full, detail, DELETION);
        Fields.copy(full.path("bucket"), detail.putObject("bucket"), "name");
        ObjectNode object = detail.putObject("object");
        Fields.copy(full.path("object"), object, "key");
        Fields.copy(full.path("object"), object, VERSION);
        if (!Sequencer.of("", full.path("object").path("sequencer").textValue()).isEmpty()) {
            Fields.copy(full.path("object"), object, "sequencer");
        }
        return event;
    }
}
