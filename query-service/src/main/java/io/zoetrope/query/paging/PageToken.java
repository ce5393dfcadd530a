package io.zoetrope.query.paging;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.SearchRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A search and how far it has been read, for the client to hand back.
 *
 * @param request as it was asked
 * @param vector of the picture that was asked with, {@link #rounded}; empty if text was
 */
public record PageToken(Place place, SearchRequest request, Vector vector) {
    /** Fits a path behind what else stands in a request's head, also if a proxy allows 8 kB. */
    static final int MAX_CHARS = 6_000;

    private static final String LIST = "search";
    private static final float STEPS = Short.MAX_VALUE;

    /** Empty if it is too long for a path. */
    public Optional<String> encode(Seal seal, String tenant) {
        byte[] json = Json.bytes(request);
        byte[] id = place.momentId().getBytes(StandardCharsets.UTF_8);
        float[] values = vector.values();
        int head = 4 * Integer.BYTES + Double.BYTES;
        ByteBuffer bytes =
                ByteBuffer.allocate(head + id.length + values.length * Short.BYTES + json.length);
        bytes.putInt(place.rank()).putInt(place.reach()).putDouble(place.score());
        bytes.putInt(id.length).put(id).putInt(values.length);
        for (float value : values) {
            bytes.putShort(step(value));
        }
        String token = seal.close(tenant, LIST, bytes.put(json).array());
        return token.length() > MAX_CHARS ? Optional.empty() : Optional.of(token);
    }

    /**
     * @throws ApiError 400 for anything that {@link #encode} did not write for this tenant, 410 for
     *     what has expired
     */
    public static PageToken decode(Seal seal, String tenant, String token) {
        ByteBuffer bytes = ByteBuffer.wrap(seal.open(tenant, LIST, token));
        int rank = bytes.getInt();
        int reach = bytes.getInt();
        double score = bytes.getDouble();
        String id = text(bytes, bytes.getInt());
        float[] values = new float[bytes.getInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getShort() / STEPS;
        }
        SearchRequest request = Json.read(text(bytes, bytes.remaining()), SearchRequest.class);
        return new PageToken(new Place(rank, reach, score, id), request, new Vector(values));
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /**
     * A normalised vector as a token can hold it: two bytes a value. The first page is found by it
     * too, so that all pages ask the same.
     */
    public static Vector rounded(Vector vector) {
        float[] values = vector.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = step(values[i]) / STEPS;
        }
        return new Vector(values);
    }

    private static short step(float value) {
        return (short) Math.round(Math.max(-1, Math.min(1, value)) * STEPS);
    }
}
