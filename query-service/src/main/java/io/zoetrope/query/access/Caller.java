package io.zoetrope.query.access;

import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;

/**
 * Who sends a request: found once, from its key, before anything of its body is read. A handler
 * asks {@link #of}; nothing else of a request says a tenant.
 *
 * @param tenant the only one that the request sees and changes
 * @param role the route's need was checked against it before the handler ran
 * @param keyName what the key is called: the author of what the request says
 * @param profile name of the search profile; {@link #NO_PROFILE} if the key has none
 */
public record Caller(String tenant, Role role, String keyName, String profile) {
    public static final String NO_PROFILE = "";

    /** What the one caller of an open service is called. */
    public static final String LOCAL = "local";

    static final String ATTRIBUTE = Caller.class.getName();

    /** Who calls a service that is open to everybody. */
    static Caller local(String tenant) {
        return new Caller(tenant, Role.ADMIN, LOCAL, NO_PROFILE);
    }

    /**
     * @throws ApiError 403 if the caller may not do what needs this role
     */
    public void check(Role needs) {
        if (!role.covers(needs)) {
            throw new ApiError(
                    403,
                    "role_required",
                    "this needs a key with the role " + Roles.wireName(needs),
                    Roles.wireName(role));
        }
    }

    Caller as(Role other) {
        return new Caller(tenant, other, keyName, profile);
    }

    /**
     * The caller of a route that needs more than {@link Role#NONE}.
     *
     * @throws IllegalStateException if the route is for anybody and nobody says who calls
     */
    public static Caller of(Context ctx) {
        Caller caller = ctx.attribute(ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException("no caller: the route needs no role");
        }
        return caller;
    }
}
