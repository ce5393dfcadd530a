package io.zoetrope.domain.store;

import java.util.regex.Pattern;

/**
 * Uris as logs, statuses and messages have them: who may read them need not open what they name.
 */
public final class ShownUri {
    /**
     * What stands before the last {@code @} of an authority. A name without a password is a
     * container in some stores, but a token in http(s). In one pass, however many colons there are:
     * strangers write some of these texts.
     */
    private static final Pattern LOGIN =
            Pattern.compile("(?i)(?<=//)[^/?#\\s:]*:[^/?#\\s]*@|(?<=https?://)[^/?#\\s]*@");

    private static final Pattern LOGIN_OF_SERVER = Pattern.compile("(?s)^([a-zA-Z]+://)?.*@");

    private ShownUri() {}

    /** Whether a uri has user information that holds a secret. */
    public static boolean hasLogin(String uri) {
        return !in(uri).equals(uri);
    }

    /**
     * The same without user information that holds a secret.
     *
     * @param text a uri, or any text that may hold some
     */
    public static String in(String text) {
        return text.indexOf('@') < 0 ? text : LOGIN.matcher(text).replaceAll("");
    }

    /**
     * What should be the address of a server, without all that stands before an {@code @}: one that
     * lacks its scheme is no uri, but may hold a login.
     */
    public static String ofServer(String address) {
        return LOGIN_OF_SERVER.matcher(address).replaceFirst("$1");
    }
}
