package io.zoetrope.query.access;

import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import java.util.regex.Pattern;

/** Whose request it is. The header is trusted: a gateway in front of the service sets it. */
public final class Tenants {
    static final String HEADER = "X-Tenant";
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String defaultTenant;

    public Tenants(String defaultTenant) {
        this.defaultTenant = defaultTenant;
    }

    /**
     * @throws ApiError 400 if the header is no tenant's name
     */
    public String of(Context ctx) {
        String tenant = ctx.header(HEADER);
        if (tenant == null) {
            return defaultTenant;
        }
        if (!TENANT.matcher(tenant).matches()) {
            throw ApiError.invalid(
                    HEADER + " holds 1 to 64 letters, digits, '.', '_' or '-'", HEADER);
        }
        return tenant;
    }
}
