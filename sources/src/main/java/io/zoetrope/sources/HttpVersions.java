package io.zoetrope.sources;

import java.net.http.HttpResponse;

/** What tells one version of a resource from the next. */
final class HttpVersions {
    private HttpVersions() {}

    /** The etag; else size and modification date; else empty. */
    static String of(HttpResponse<?> response, long size) {
        String etag = etag(response);
        if (!etag.isEmpty()) {
            return etag;
        }
        String modified = response.headers().firstValue("last-modified").orElse("");
        return modified.isEmpty() ? "" : size + "-" + modified;
    }

    /** Without quotes and without the mark of a weak one; empty where there is none. */
    static String etag(HttpResponse<?> response) {
        String etag = response.headers().firstValue("etag").orElse("").strip();
        String opaque = etag.startsWith("W/") ? etag.substring(2) : etag;
        return opaque.replace("\"", "");
    }
}
