package io.zoetrope.query.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next page of a list starts: the sort values of the last item, for {@code ?page=}. */
public final class ListToken {
    private static final int SORT_FIELDS = 2;

    private ListToken() {}

    public static String encode(ArrayNode after) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(after.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @return null for the first page
     * @throws ApiError 400 for anything that {@link #encode} did not write
     */
    public static ArrayNode decode(Context ctx) {
        String token = ctx.queryParam("page");
        return token == null || token.isEmpty() ? null : decode(token);
    }

    static ArrayNode decode(String token) {
        try {
            JsonNode after = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token));
            if (after instanceof ArrayNode values
                    && values.size() == SORT_FIELDS
                    && values.get(0).isNumber()
                    && values.get(1).isTextual()) {
                return values;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    private static ApiError unknown() {
        return new ApiError(400, "invalid_page_token", "this page token is not one of ours");
    }
}
