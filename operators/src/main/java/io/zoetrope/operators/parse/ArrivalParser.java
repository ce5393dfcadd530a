package io.zoetrope.operators.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads every form in which an arrival may come: a CloudEvents 1.0 event in binary or structured
 * mode (Kafka protocol binding), its data object bare, or a bucket notification unchanged.
 * Thread-safe.
 */
public final class ArrivalParser {
    /** CloudEvents type of a video that is there. */
    public static final String ARRIVED_TYPE = "zoetrope.video.arrived.v1";

    /** CloudEvents type of a video that is gone. */
    public static final String DELETED_TYPE = "zoetrope.video.deleted.v1";

    /** Kafka header of a dead letter that is sent in again: which try this is, from 1. */
    public static final String ATTEMPT_HEADER = "zoetrope-attempt";

    private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,5}");

    /** What was found around the data. */
    private record Envelope(String type, JsonNode data) {}

    /**
     * @return what the event names; empty for test events and folder keys
     * @throws RejectedInput where nothing of the event can be used
     */
    public List<ParsedEntry> parse(RawEvent event) throws RejectedInput {
        int attempt = attempt(event);
        ObjectNode message = StrictJson.object(event.value());
        if (event.headers().containsKey("ce_type")) {
            checkVersion(event.headers().get("ce_specversion"));
            return data(new Envelope(event.headers().get("ce_type"), message), attempt, event);
        }
        if (isStructured(event, message)) {
            return data(structured(message), attempt, event);
        }
        if (BucketNotification.isOne(message)) {
            return BucketNotification.parse(message, attempt, event);
        }
        return data(new Envelope(ARRIVED_TYPE, message), attempt, event);
    }

    /** Which try an event is; 1 where it does not say. */
    public static int attempt(RawEvent event) {
        String header = event.headers().getOrDefault(ATTEMPT_HEADER, "1");
        return ATTEMPT.matcher(header).matches() ? Integer.parseInt(header) : 1;
    }

    private static boolean isStructured(RawEvent event, JsonNode message) {
        String contentType = event.headers().getOrDefault("content-type", "");
        return contentType.toLowerCase(Locale.ROOT).startsWith("application/cloudevents")
                || message.has("specversion");
    }

    private static Envelope structured(JsonNode message) throws RejectedInput {
        checkVersion(Fields.text(message, "specversion", ParseLimits.MAX_NAME_CHARS));
        String type = Fields.text(message, "type", ParseLimits.MAX_NAME_CHARS);
        if (message.has("data_base64")) {
            return new Envelope(type, StrictJson.object(binaryData(message)));
        }
        if (!message.path("data").isObject()) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL, "The CloudEvent's 'data' is not an object.");
        }
        return new Envelope(type, message.get("data"));
    }

    private static byte[] binaryData(JsonNode message) throws RejectedInput {
        try {
            byte[] bytes = message.get("data_base64").binaryValue();
            return bytes == null ? new byte[0] : bytes;
        } catch (JsonProcessingException e) {
            throw new RejectedInput(
                    Reason.BAD_JSON, "The CloudEvent's 'data_base64' is not base64.", e);
        } catch (IOException e) {
            throw new RejectedInput(
                    Reason.BAD_JSON, "The CloudEvent's 'data_base64' is not base64.", e);
        }
    }

    private static void checkVersion(String version) throws RejectedInput {
        if (!"1.0".equals(version)) {
            throw new RejectedInput(
                    Reason.UNSUPPORTED_CLOUDEVENTS_VERSION,
                    "CloudEvents specversion '%s' is not read; send 1.0."
                            .formatted(Fields.shorten(version)));
        }
    }

    private static List<ParsedEntry> data(Envelope envelope, int attempt, RawEvent event)
            throws RejectedInput {
        ArrivalType type = type(envelope.type());
        if (!ArrivalData.isOne(envelope.data())) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message names no video: it needs 'uri', or 'videos' with a list.");
        }
        return ArrivalData.parse(envelope.data(), type, attempt, event);
    }

    private static ArrivalType type(String name) throws RejectedInput {
        return switch (name) {
            case ARRIVED_TYPE -> ArrivalType.ARRIVED;
            case DELETED_TYPE -> ArrivalType.DELETED;
            default ->
                    throw new RejectedInput(
                            Reason.UNKNOWN_EVENT_TYPE,
                            "Event type '%s' is not known; send %s or %s."
                                    .formatted(Fields.shorten(name), ARRIVED_TYPE, DELETED_TYPE));
        };
    }
}
