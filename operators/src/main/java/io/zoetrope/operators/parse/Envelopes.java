package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;

/** What brokers wrap around a message that they hand on. */
final class Envelopes {
    /**
     * @param name for people
     * @param content the message inside
     */
    record Envelope(String name, JsonNode content) {}

    private Envelopes() {}

    /**
     * @return null if it is none that is known
     * @throws RejectedInput if it holds no message, or is one that is not unwrapped: then the
     *     detail says what to set
     */
    static Envelope open(ObjectNode message) throws RejectedInput {
        if (message.path("Sns").isObject()) {
            return sns(message.get("Sns"));
        }
        if (isSns(message)) {
            return sns(message);
        }
        if (message.path("Messages").isArray()) {
            return new Envelope("SQS", message.get("Messages"));
        }
        if (isSqs(message)) {
            return new Envelope("SQS", inner(message, message.has("Body") ? "Body" : "body"));
        }
        if (message.has("detail-type") && message.has("detail")) {
            return new Envelope("EventBridge", message.get("detail"));
        }
        if (message.has("schema") && message.has("payload")) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message is in Kafka Connect's envelope of schema and payload: set value.converter.schemas.enable=false at the connector.");
        }
        return null;
    }

    /** Whether an item of {@code Records} is a message of SNS or SQS. */
    static boolean isRecord(ObjectNode item) {
        return item.path("Sns").isObject() || isSqs(item);
    }

    private static boolean isSns(ObjectNode message) {
        boolean named =
                message.has("TopicArn") || message.path("Type").asText().equals("Notification");
        return named && message.has("Message");
    }

    private static boolean isSqs(ObjectNode message) {
        return (message.has("Body") || message.has("body"))
                && (message.has("ReceiptHandle")
                        || message.has("receiptHandle")
                        || message.has("MessageId")
                        || message.has("messageId"));
    }

    private static Envelope sns(JsonNode message) throws RejectedInput {
        String type = message.path("Type").asText();
        if (type.endsWith("Confirmation")) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message is a %s of SNS and names no video; open its SubscribeURL once to confirm."
                            .formatted(Fields.shorten(type)));
        }
        return new Envelope("SNS", inner(message, "Message"));
    }

    private static JsonNode inner(JsonNode message, String field) throws RejectedInput {
        JsonNode content = message.path(field);
        if (!content.isTextual()) {
            return content;
        }
        try {
            return StrictJson.parse(content.textValue());
        } catch (RejectedInput e) {
            throw e.saying("In the envelope's '" + field + "': " + e.getMessage());
        }
    }
}
