package io.zoetrope.sources;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a resource an answer holds (RFC 9110, section 14.4).
 *
 * @param from first byte's position
 * @param total size of the resource, or -1 where unknown
 */
record ContentRange(long from, long total) {
    private static final Pattern HEADER =
            Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    static ContentRange of(HttpResponse<?> response) {
        Matcher range =
                HEADER.matcher(response.headers().firstValue("content-range").orElse("").strip());
        if (!range.matches()) {
            return new ContentRange(0, contentLength(response));
        }
        long from = range.group(1) == null ? 0 : Long.parseLong(range.group(1));
        long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
        return new ContentRange(from, total);
    }

    private static long contentLength(HttpResponse<?> response) {
        String length = response.headers().firstValue("content-length").orElse("");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }
}
