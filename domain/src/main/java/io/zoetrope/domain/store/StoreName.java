package io.zoetrope.domain.store;

import java.util.Locale;

/** Names the store that holds what a uri names: what is up or down as one. */
public final class StoreName {
    /** The one that this job writes to, whatever its uri is. */
    public static final String OWN = "the object store";

    private StoreName() {}

    /**
     * Scheme and authority (host and port, or bucket) in lower case: {@code s3a://videos}, {@code
     * https://example.org}, without a login; {@code file:} for every local file.
     *
     * @param named any text; one without a scheme is a store of its own, {@code unknown}
     */
    public static String of(String named) {
        String uri = ShownUri.in(named);
        int colon = uri.indexOf(':');
        if (colon <= 0) {
            return "unknown";
        }
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        if (scheme.equals("file") || !uri.startsWith("//", colon + 1)) {
            return scheme + ":";
        }
        int from = colon + 3;
        int end = from;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return scheme + "://" + uri.substring(from, end).toLowerCase(Locale.ROOT);
    }
}
