package io.zoetrope.query.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.io.IOException;

/**
 * Where the next page of a list starts: the sort values of the last item, for {@code ?page=}. It
 * holds for the path that gave it.
 */
public final class ListToken {
    private ListToken() {}

    public static String encode(Seal seal, String tenant, Context ctx, ArrayNode after) {
        return seal.close(tenant, ctx.path(), Json.bytes(after));
    }

    /**
     * @return null for the first page
     * @throws ApiError 400 for anything that {@link #encode} did not write for this tenant and
     *     path, 410 for what has expired
     */
    public static ArrayNode decode(Seal seal, String tenant, Context ctx) {
        String token = ctx.queryParam("page");
        if (token == null || token.isEmpty()) {
            return null;
        }
        try {
            JsonNode after = Json.MAPPER.readTree(seal.open(tenant, ctx.path(), token));
            return (ArrayNode) after;
        } catch (IOException e) {
            throw new IllegalStateException("a list token holds JSON", e);
        }
    }
}
