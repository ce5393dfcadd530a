package io.zoetrope.query.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What may stand behind the question mark: an unknown name is a mistake and not ignored. */
public final class QueryParameters {
    private QueryParameters() {}

    /**
     * @throws ApiError 400 naming the first that is not among {@code known}, and those that are
     */
    public static void only(Context ctx, Set<String> known) {
        if (ctx.queryString() == null) {
            return;
        }
        for (String name : ctx.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                String allowed =
                        known.isEmpty()
                                ? "this path takes none"
                                : "known here: " + String.join(", ", new TreeSet<>(known));
                throw ApiError.invalid("unknown query parameter " + name + "; " + allowed, name);
            }
        }
    }

    /**
     * A whole number from 1 up, clamped.
     *
     * @param usual if it is absent
     * @throws ApiError 400 if it is no whole number
     */
    public static int number(Context ctx, String name, int usual, int most) {
        String given = ctx.queryParam(name);
        try {
            return given == null ? usual : Math.max(1, Math.min(most, Integer.parseInt(given)));
        } catch (NumberFormatException e) {
            throw ApiError.invalid(name + " is a whole number", name);
        }
    }

    /**
     * One that may come several times, each time with one value as it stands.
     *
     * @throws ApiError 400 if it comes more than {@code most} times
     */
    public static List<String> all(Context ctx, String name, int most) {
        List<String> values = ctx.queryParams(name).stream().filter(v -> !v.isBlank()).toList();
        if (values.size() > most) {
            throw ApiError.invalid(name + " comes at most " + most + " times", name);
        }
        return values;
    }
}
