package io.zoetrope.query.http;

/** What a caller may do; each may do what those before it may. */
public enum Role {
    /** Nothing but what is for anybody: the page's files, the health, the API's description. */
    NONE,
    /** Search, list, look and listen. */
    READ,
    /** Also add and remove videos and labels. */
    WRITE,
    /** Also see what the service measures of all tenants. */
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
