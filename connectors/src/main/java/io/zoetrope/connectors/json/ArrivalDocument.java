package io.zoetrope.connectors.json;

import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.ArrivalFields;

/** A bare arrival of a known video, as a producer would send it. */
public final class ArrivalDocument {
    private ArrivalDocument() {}

    /** One UTF-8 JSON object; the video id is left out, because it follows from the rest. */
    public static byte[] encode(VideoRef video, VideoDescription description) {
        VideoDescription known = description == null ? VideoDescription.NONE : description;
        return JsonBytes.object(
                512,
                json -> {
                    json.writeStringField(ArrivalFields.URI, video.uri());
                    json.writeStringField(ArrivalFields.TENANT, video.tenant());
                    JsonBytes.text(json, ArrivalFields.COLLECTION, video.collection());
                    SharedFields.description(json, known, Integer.MAX_VALUE);
                    JsonBytes.text(json, ArrivalFields.CAPTIONS_URI, known.captionsUri());
                });
    }
}
