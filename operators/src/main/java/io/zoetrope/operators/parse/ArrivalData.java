package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.domain.message.ArrivalLimits;
import java.util.List;

/**
 * The project's own data object: one video, or {@code videos: []} whose entries take over the outer
 * object's fields if they have none of their own.
 */
final class ArrivalData {
    /** What an entry of a list may take over from outside. */
    private static final List<String> SHARED =
            List.of(
                    ArrivalFields.TENANT,
                    ArrivalFields.COLLECTION,
                    ArrivalFields.TITLE,
                    ArrivalFields.METADATA,
                    ArrivalFields.CAPTIONS_URI,
                    ArrivalFields.LIMIT_SECONDS,
                    ArrivalFields.SEGMENT_SECONDS,
                    ArrivalFields.ANALYSERS,
                    ArrivalFields.PLAYBACK);

    private final CloudEvent event;
    private final ArrivalType type;
    private final TenantPrefixes tenants;
    private final Findings findings;

    private ArrivalData(CloudEvent event, TenantPrefixes tenants, Findings findings)
            throws RejectedInput {
        this.event = event;
        this.type = event.arrivalType();
        this.tenants = tenants;
        this.findings = findings;
    }

    static boolean isOne(JsonNode data) {
        return data.has(ArrivalFields.URI) || data.has(ArrivalFields.VIDEOS);
    }

    /**
     * @throws RejectedInput if it names no video, or what all its videos share is wrong
     */
    static void read(CloudEvent event, TenantPrefixes tenants, Findings findings)
            throws RejectedInput {
        ArrivalData data = new ArrivalData(event, tenants, findings);
        if (!(event.data() instanceof ObjectNode object) || !isOne(object)) {
            throw new RejectedInput(
                    Reason.NOT_AN_ARRIVAL,
                    "The message names no video: it needs 'uri', or 'videos' with a list.");
        }
        if (object.has(ArrivalFields.VIDEOS)) {
            data.list(object);
        } else {
            data.one(known(object));
        }
    }

    private void one(ObjectNode fields) throws RejectedInput {
        VideoArrival arrival = arrival(fields);
        String id = VideoIds.videoId(arrival.video().tenant(), arrival.video().uri(), "");
        findings.add(arrival, () -> new CloudEvent(event.type(), fields).alone(id));
    }

    private void list(ObjectNode object) throws RejectedInput {
        JsonNode list = object.get(ArrivalFields.VIDEOS);
        if (!list.isArray() || list.isEmpty() || list.size() > ParseLimits.MAX_VIDEOS) {
            throw new RejectedInput(
                    Reason.BAD_FIELD,
                    "'videos' must be a list of 1 to %s objects."
                            .formatted(Integer.toString(ParseLimits.MAX_VIDEOS)));
        }
        ObjectNode shared = pick(object, SHARED);
        checkShared(shared, list.size());
        for (int i = 0; i < list.size(); i++) {
            entry(shared, list.get(i), i);
        }
    }

    private static void checkShared(ObjectNode shared, int videos) throws RejectedInput {
        description(shared);
        limits(shared);
        long copied = (long) shared.toString().length() * videos;
        if (copied > ParseLimits.MAX_COPIED_CHARS) {
            throw new RejectedInput(
                    Reason.EVENT_TOO_LARGE,
                    "What the %s videos share would be copied to %s characters; split the list."
                            .formatted(Integer.toString(videos), Long.toString(copied)));
        }
    }

    private void entry(ObjectNode shared, JsonNode inner, int at) throws RejectedInput {
        try {
            if (!(inner instanceof ObjectNode own)) {
                throw new RejectedInput(Reason.BAD_FIELD, "must be an object.");
            }
            ObjectNode merged = shared.objectNode();
            merged.setAll(shared);
            merged.setAll(known(own));
            one(merged);
        } catch (RejectedInput e) {
            findings.reject(
                    e.saying("videos[" + at + "]: " + e.getMessage()), () -> alone(shared, inner));
        }
    }

    /** An entry that was turned down, whole, as a message of its own. */
    private JsonNode alone(ObjectNode shared, JsonNode inner) {
        ObjectNode data = shared.objectNode();
        data.setAll(shared);
        if (inner instanceof ObjectNode own) {
            data.setAll(own);
        } else {
            data.putArray(ArrivalFields.VIDEOS).add(inner);
        }
        return new CloudEvent(event.type(), data).alone("rejected");
    }

    private static ObjectNode known(ObjectNode object) {
        ObjectNode known = pick(object, SHARED);
        known.setAll(pick(object, List.of(ArrivalFields.URI, ArrivalFields.VIDEO_ID)));
        return known;
    }

    private static ObjectNode pick(ObjectNode object, List<String> names) {
        ObjectNode picked = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            if (object.has(name)) {
                picked.set(name, object.get(name));
            }
        }
        return picked;
    }

    private VideoArrival arrival(ObjectNode data) throws RejectedInput {
        String uri = Fields.uri(data, ArrivalFields.URI, true);
        VideoRef video =
                tenants.own(
                                Fields.text(
                                        data, ArrivalFields.TENANT, ArrivalLimits.MAX_NAME_CHARS),
                                Fields.text(
                                        data,
                                        ArrivalFields.COLLECTION,
                                        ArrivalLimits.MAX_NAME_CHARS),
                                uri)
                        .withId(Fields.videoId(data));
        return VideoArrival.of(type, video, null).withDescription(description(data), limits(data));
    }

    private static VideoDescription description(JsonNode data) throws RejectedInput {
        return new VideoDescription(
                Fields.text(data, ArrivalFields.TITLE, ArrivalLimits.MAX_TITLE_CHARS),
                Fields.metadata(data),
                Fields.uri(data, ArrivalFields.CAPTIONS_URI, false));
    }

    private static IndexingLimits limits(JsonNode data) throws RejectedInput {
        double limit =
                Fields.number(
                        data,
                        ArrivalFields.LIMIT_SECONDS,
                        ArrivalLimits.MIN_LIMIT_SECONDS,
                        ArrivalLimits.MAX_LIMIT_SECONDS);
        double segment =
                Fields.number(
                        data,
                        ArrivalFields.SEGMENT_SECONDS,
                        ArrivalLimits.MIN_SEGMENT_SECONDS,
                        ArrivalLimits.MAX_SEGMENT_SECONDS);
        return IndexingLimits.of(Math.round(limit * 1e6), Math.round(segment * 1e6))
                .forAnalysers(Fields.names(data, ArrivalFields.ANALYSERS))
                .played(Fields.flag(data, ArrivalFields.PLAYBACK, true));
    }
}
