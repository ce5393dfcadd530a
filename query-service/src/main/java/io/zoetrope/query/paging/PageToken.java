package io.zoetrope.query.paging;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.SearchRequest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in the results of a search, for the client to hand back. It holds no secret and no
 * tenant: whoever changes it asks another question within his own tenant.
 *
 * @param offset of the page's first result
 * @param request as it was asked
 * @param vector of the picture that was asked with; empty where text was
 */
public record PageToken(int offset, SearchRequest request, Vector vector) {
    private static final byte VERSION = 1;

    public String encode() {
        byte[] json = Json.bytes(request);
        float[] values = vector.values();
        ByteBuffer bytes =
                ByteBuffer.allocate(1 + 2 * Integer.BYTES + json.length + values.length * 4);
        bytes.put(VERSION).putInt(offset).putInt(json.length).put(json);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * @throws ApiError 400 for anything that {@link #encode} did not write
     */
    public static PageToken decode(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.get() != VERSION) {
                throw unknown();
            }
            int offset = bytes.getInt();
            byte[] json = new byte[length(bytes)];
            bytes.get(json);
            SearchRequest request =
                    Json.read(new String(json, StandardCharsets.UTF_8), SearchRequest.class);
            return new PageToken(offset(offset), request, vector(bytes));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw unknown();
        }
    }

    private static int length(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw unknown();
        }
        return length;
    }

    private static int offset(int offset) {
        if (offset < 0 || offset >= MomentQuery.MAX_WINDOW) {
            throw unknown();
        }
        return offset;
    }

    private static Vector vector(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat();
            if (!Float.isFinite(values[i])) {
                throw unknown();
            }
        }
        return new Vector(values);
    }

    private static ApiError unknown() {
        return new ApiError(400, "invalid_page_token", "this page token is not one of ours");
    }
}
