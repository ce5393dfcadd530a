package io.zoetrope.sources;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a resource an answer holds (RFC 9110, section 14.4).
 *
 * @param from first byte's position
 * @param total size of the resource, or -1 if unknown
 */
record ContentRange(long from, long total) {
    private static final Pattern HEADER =
            Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    static ContentRange of(StreamedResponse response) {
        Matcher range = HEADER.matcher(response.header("content-range"));
        if (!range.matches()) {
            return new ContentRange(0, response.contentLength());
        }
        long from = range.group(1) == null ? 0 : Long.parseLong(range.group(1));
        long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
        return new ContentRange(from, total);
    }
}
