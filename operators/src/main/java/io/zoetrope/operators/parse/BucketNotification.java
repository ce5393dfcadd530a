package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A bucket's own event message, as Amazon S3 and MinIO send it (event message structure 2.x): keys
 * are form-encoded, MinIO writes {@code s3:} before the event's name, and a test event comes when a
 * notification is set up.
 */
final class BucketNotification {
    private static final String RECORDS = "Records";

    /** Sequencers are hexadecimal and of differing length: padded, they order as text. */
    private static final int SEQUENCER_CHARS = 40;

    private BucketNotification() {}

    static boolean isOne(JsonNode message) {
        return message.has(RECORDS) || isTest(message);
    }

    /** One entry for each object; none for test events and folder keys. */
    static List<ParsedEntry> parse(JsonNode message, int attempt, RawEvent event)
            throws RejectedInput {
        if (isTest(message)) {
            return List.of();
        }
        JsonNode records = message.get(RECORDS);
        if (!records.isArray() || records.size() > ParseLimits.MAX_VIDEOS) {
            throw new RejectedInput(
                    Reason.BAD_FIELD,
                    "'Records' must be a list of at most " + ParseLimits.MAX_VIDEOS + " records.");
        }
        List<ParsedEntry> entries = new ArrayList<>();
        for (JsonNode item : records) {
            addEntry(item, attempt, event, entries);
        }
        return entries;
    }

    private static void addEntry(
            JsonNode item, int attempt, RawEvent event, List<ParsedEntry> entries) {
        try {
            ArrivalType type = type(item);
            String bucket = required(item.path("s3").path("bucket"), "name");
            String key = decoded(required(item.path("s3").path("object"), "key"));
            if (key.endsWith("/")) {
                return;
            }
            VideoRef video =
                    new VideoRef("", "", "", Fields.checkedUri("s3a://" + bucket + "/" + key), "");
            String sequencer = sequencer(item.path("s3").path("object"));
            entries.add(
                    ParsedEntry.of(
                            new VideoArrival(type, video, null, null, sequencer, attempt, event)));
        } catch (RejectedInput e) {
            entries.add(ParsedEntry.of(e));
        }
    }

    private static boolean isTest(JsonNode message) {
        return message.path("Event").asText().equals("s3:TestEvent");
    }

    private static ArrivalType type(JsonNode item) throws RejectedInput {
        String name = Fields.text(item, "eventName", ParseLimits.MAX_NAME_CHARS);
        String plain = name.startsWith("s3:") ? name.substring(3) : name;
        if (plain.startsWith("ObjectCreated:")) {
            return ArrivalType.ARRIVED;
        }
        if (plain.startsWith("ObjectRemoved:") || plain.startsWith("LifecycleExpiration:")) {
            return ArrivalType.DELETED;
        }
        throw new RejectedInput(
                Reason.UNKNOWN_EVENT_TYPE,
                "Bucket event '%s' says neither that an object came nor that it went; notify for"
                                .formatted(Fields.shorten(name))
                        + " s3:ObjectCreated:* and s3:ObjectRemoved:* only.");
    }

    private static String required(JsonNode object, String name) throws RejectedInput {
        String text = Fields.text(object, name, ParseLimits.MAX_URI_CHARS);
        if (text.isEmpty()) {
            throw new RejectedInput(
                    Reason.BAD_FIELD, "The bucket record has no '" + name + "' below 's3'.");
        }
        return text;
    }

    private static String decoded(String key) throws RejectedInput {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RejectedInput(
                    Reason.BAD_FIELD,
                    "Key '%s' is not url-encoded.".formatted(Fields.shorten(key)),
                    e);
        }
    }

    private static String sequencer(JsonNode object) throws RejectedInput {
        String raw = Fields.text(object, "sequencer", SEQUENCER_CHARS).toUpperCase(Locale.ROOT);
        return raw.isEmpty() ? "" : "0".repeat(SEQUENCER_CHARS - raw.length()) + raw;
    }
}
