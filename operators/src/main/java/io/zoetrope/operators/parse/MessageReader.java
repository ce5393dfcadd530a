package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the videos that a message names:
 *
 * <ul>
 *   <li>a CloudEvents 1.0 event, binary or structured (Kafka protocol binding), or a list of
 *       structured ones: {@link CloudEvent}
 *   <li>its data object bare: {@link ArrivalData}
 *   <li>a notification of an object store, unchanged: {@link StoreRecords}, {@link
 *       EventBridgeEvent}
 *   <li>any of these inside an envelope of SNS, SQS or EventBridge: {@link Envelopes}
 * </ul>
 *
 * One reader for each message.
 */
final class MessageReader {
    private final TenantPrefixes tenants;
    private final Findings findings;
    private int depth;

    MessageReader(TenantPrefixes tenants, Findings findings) {
        this.tenants = tenants;
        this.findings = findings;
    }

    /**
     * @throws RejectedInput if nothing of the message can be used
     */
    void read(RawEvent event) throws RejectedInput {
        JsonNode message = StrictJson.parse(EventText.decode(event.value()));
        Map<String, String> headers = event.headers();
        String contentType =
                headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT).strip();
        if (contentType.startsWith("application/cloudevents-batch") && message.isArray()) {
            batch(message);
        } else if (contentType.startsWith("application/cloudevents") && message.isObject()) {
            cloudEvent(CloudEvent.structured(message));
        } else if (headers.containsKey("ce_type")) {
            cloudEvent(CloudEvent.binary(headers, message));
        } else {
            read(message);
        }
    }

    private void read(JsonNode message) throws RejectedInput {
        if (depth == ParseLimits.MAX_ENVELOPES) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message is wrapped in more than %s envelopes."
                            .formatted(Integer.toString(ParseLimits.MAX_ENVELOPES)));
        }
        depth++;
        try {
            readHere(message);
        } finally {
            depth--;
        }
    }

    private void readHere(JsonNode message) throws RejectedInput {
        if (message instanceof ObjectNode object) {
            object(object);
        } else if (message.isArray() && message.path(0).isObject()) {
            batch(message);
        } else if (message.isTextual()) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message is a JSON string; send the object itself, from Kafka Connect with StringConverter.");
        } else {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message is JSON but not an object; send {\"uri\": …}.");
        }
    }

    private void object(ObjectNode message) throws RejectedInput {
        if (message.has("specversion")) {
            cloudEvent(CloudEvent.structured(message));
        } else if (StoreRecords.isTest(message)) {
            findings.ignore();
        } else if (message.has(StoreRecords.LIST)) {
            records(message.get(StoreRecords.LIST));
        } else if (ArrivalData.isOne(message)) {
            data(CloudEvent.arrived(message));
        } else if (EventBridgeEvent.isOfStore(message)) {
            EventBridgeEvent.read(message, tenants, findings);
        } else {
            unwrap(message);
        }
    }

    private void unwrap(ObjectNode message) throws RejectedInput {
        Envelopes.Envelope envelope = Envelopes.open(message);
        if (envelope == null) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message names no video: it needs 'uri', or 'videos' with a list.");
        }
        try {
            read(envelope.content());
        } catch (RejectedInput e) {
            throw e.saying("Inside its envelope of " + envelope.name() + ": " + e.getMessage());
        }
    }

    private void cloudEvent(CloudEvent event) throws RejectedInput {
        boolean wraps = event.data() instanceof ObjectNode data && isWrapped(data);
        if (wraps) {
            read(event.data());
        } else {
            data(event);
        }
    }

    /** Whether the data of an event, whatever its type, is a message of its own. */
    private static boolean isWrapped(ObjectNode data) {
        return !ArrivalData.isOne(data)
                && (data.has(StoreRecords.LIST)
                        || StoreRecords.isTest(data)
                        || EventBridgeEvent.isOfStore(data));
    }

    private void data(CloudEvent event) throws RejectedInput {
        ArrivalData.read(event, tenants, findings);
    }

    private void batch(JsonNode list) throws RejectedInput {
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            try {
                read(item);
            } catch (RejectedInput e) {
                findings.reject(e.saying("[" + i + "]: " + e.getMessage()), () -> item);
            }
        }
        if (list.isEmpty()) {
            findings.ignore();
        }
    }

    /** Records of a store, or messages of SNS and SQS as functions of AWS get them. */
    private void records(JsonNode records) throws RejectedInput {
        if (!records.isArray()) {
            throw new RejectedInput(Reason.BAD_FIELD, "'Records' must be a list of records.");
        }
        for (JsonNode item : records) {
            try {
                record(item);
            } catch (RejectedInput e) {
                findings.reject(e, () -> StoreRecords.alone(item));
            }
        }
        if (records.isEmpty()) {
            findings.ignore();
        }
    }

    private void record(JsonNode item) throws RejectedInput {
        if (!item.has("s3") && item instanceof ObjectNode object && Envelopes.isRecord(object)) {
            unwrap(object);
        } else {
            StoreRecords.read(item, tenants, findings);
        }
    }
}
