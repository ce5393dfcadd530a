package io.zoetrope.sources;

/** What tells one version of a resource from the next. */
final class HttpVersions {
    private HttpVersions() {}

    /** The etag; else size and modification date; else empty. */
    static String of(StreamedResponse response, long size) {
        String etag = etag(response);
        if (!etag.isEmpty()) {
            return etag;
        }
        String modified = response.header("last-modified");
        return modified.isEmpty() ? "" : size + "-" + modified;
    }

    /** Without quotes and without the mark of a weak one; empty if there is none. */
    static String etag(StreamedResponse response) {
        String etag = response.header("etag");
        String opaque = etag.startsWith("W/") ? etag.substring(2) : etag;
        return opaque.replace("\"", "");
    }
}
