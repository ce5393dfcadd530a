package io.zoetrope.query.access;

import io.zoetrope.query.http.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Roles as people write them: {@code read}, {@code write}, {@code admin}. */
public final class Roles {
    private Roles() {}

    public static String wireName(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Empty for what a key cannot have. */
    public static Optional<Role> of(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.NONE && wireName(role).equals(name))
                .findFirst();
    }
}
