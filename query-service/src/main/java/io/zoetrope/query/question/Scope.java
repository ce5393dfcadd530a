package io.zoetrope.query.question;

import java.util.List;

/**
 * Which moments may be found.
 *
 * @param momentIds only these; empty for any
 */
public record Scope(String tenant, SearchRequest.Filter filter, List<String> momentIds) {
    public static Scope of(String tenant, SearchRequest.Filter filter) {
        return new Scope(tenant, filter, List.of());
    }

    public Scope only(List<String> ids) {
        return new Scope(tenant, filter, ids);
    }
}
