package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.message.ArrivalLimits;
import java.io.IOException;
import java.util.Map;

/**
 * A CloudEvents 1.0 event, as far as it matters here.
 *
 * @param type as it says; not yet judged
 */
record CloudEvent(String type, JsonNode data) {
    private static final String VERSION = "1.0";

    /** Of data without an envelope. */
    static CloudEvent arrived(JsonNode data) {
        return new CloudEvent(ArrivalType.ARRIVED.eventType(), data);
    }

    static CloudEvent binary(Map<String, String> headers, JsonNode data) throws RejectedInput {
        checkVersion(headers.get("ce_specversion"));
        return new CloudEvent(headers.get("ce_type"), data);
    }

    static CloudEvent structured(JsonNode message) throws RejectedInput {
        checkVersion(Fields.text(message, "specversion", ArrivalLimits.MAX_NAME_CHARS));
        String type = Fields.text(message, "type", ArrivalLimits.MAX_NAME_CHARS);
        if (message.has("data_base64")) {
            return new CloudEvent(type, StrictJson.parse(EventText.decode(binaryData(message))));
        }
        if (!message.path("data").isObject()) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL, "The CloudEvent's 'data' is not an object.");
        }
        return new CloudEvent(type, message.get("data"));
    }

    /**
     * @throws RejectedInput {@code unknown_event_type}
     */
    ArrivalType arrivalType() throws RejectedInput {
        for (ArrivalType known : ArrivalType.values()) {
            if (known.eventType().equals(type)) {
                return known;
            }
        }
        throw new RejectedInput(
                Reason.UNKNOWN_EVENT_TYPE,
                "Event type '%s' is not known; send %s or %s."
                        .formatted(
                                Fields.shorten(type),
                                ArrivalType.ARRIVED.eventType(),
                                ArrivalType.DELETED.eventType()));
    }

    /** A message that says this: the data bare if that is enough. */
    JsonNode alone(String id) {
        if (ArrivalType.ARRIVED.eventType().equals(type)) {
            return data;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", VERSION).put("id", id).put("source", "/zoetrope");
        event.put("type", type).set("data", data);
        return event;
    }

    private static byte[] binaryData(JsonNode message) throws RejectedInput {
        try {
            byte[] bytes = message.get("data_base64").binaryValue();
            return bytes == null ? new byte[0] : bytes;
        } catch (IOException e) {
            throw new RejectedInput(
                    Reason.BAD_JSON, "The CloudEvent's 'data_base64' is not base64.", e);
        }
    }

    private static void checkVersion(String version) throws RejectedInput {
        if (!VERSION.equals(version)) {
            throw new RejectedInput(
                    Reason.UNSUPPORTED_CLOUDEVENTS_VERSION,
                    "CloudEvents specversion '%s' is not read; send 1.0."
                            .formatted(Fields.shorten(version)));
        }
    }
}
