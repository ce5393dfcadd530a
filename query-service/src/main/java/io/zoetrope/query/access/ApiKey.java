package io.zoetrope.query.access;

import io.zoetrope.query.http.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A key as the key file has it; the key itself is nowhere. A key is 256 random bits, so one round
 * of SHA-256 keeps it: there is no dictionary to try.
 *
 * @param id in front of the key's secret part, 12 hexadecimal digits
 * @param name what people call it, unique within the file
 * @param sha256 of the whole key, 64 hexadecimal digits
 * @param profile search profile; null for none
 * @param createdAt ISO 8601
 * @param expiresAt ISO 8601; null for never
 * @param requestsPerSecond null for what the service gives every key
 */
public record ApiKey(
        String id,
        String name,
        String tenant,
        Role role,
        String sha256,
        String profile,
        String createdAt,
        String expiresAt,
        Integer requestsPerSecond) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@ -]{1,64}");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_REQUESTS = 1_000_000;

    /**
     * @throws IllegalArgumentException naming the field and what it expects
     */
    ApiKey checked() {
        check(id != null && ID.matcher(id).matches(), "id has 12 hexadecimal digits");
        check(isName(name), "name has 1 to 64 letters, digits, '.', '_', '@', '-' or blanks");
        check(isTenant(tenant), "tenant has 1 to 64 letters, digits, '.', '_' or '-'");
        check(role != null && role != Role.NONE, "role is read, write or admin");
        check(sha256 != null && SHA256.matcher(sha256).matches(), "sha256 has 64 digits");
        check(profile == null || isName(profile), "profile is a name");
        check(expiresAt == null || isTime(expiresAt), "expires_at is a time in ISO 8601");
        check(
                requestsPerSecond == null
                        || (requestsPerSecond > 0 && requestsPerSecond <= MOST_REQUESTS),
                "requests_per_second is from 1 to " + MOST_REQUESTS);
        return this;
    }

    static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches();
    }

    static boolean isTenant(String tenant) {
        return tenant != null && TENANT.matcher(tenant).matches();
    }

    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(Instant.parse(expiresAt));
    }

    Caller caller() {
        return new Caller(tenant, role, name, profile == null ? Caller.NO_PROFILE : profile);
    }

    private void check(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException("key '" + name + "': " + expected);
        }
    }

    private static boolean isTime(String time) {
        try {
            return Instant.parse(time) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
