package io.zoetrope.connectors.json;

import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;

/** A bare arrival of a known video, as a producer would send it. */
public final class ArrivalDocument {
    private ArrivalDocument() {}

    /** One UTF-8 JSON object; the video id is left out, because it follows from the rest. */
    public static byte[] encode(VideoRef video, VideoDescription description) {
        VideoDescription known = description == null ? VideoDescription.NONE : description;
        return JsonBytes.object(
                512,
                json -> {
                    json.writeStringField("uri", video.uri());
                    json.writeStringField("tenant", video.tenant());
                    JsonBytes.text(json, "collection", video.collection());
                    SharedFields.description(json, known, Integer.MAX_VALUE);
                    JsonBytes.text(json, "captions_uri", known.captionsUri());
                });
    }
}
