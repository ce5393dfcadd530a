package io.zoetrope.query.http.content;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes, after RFC 9110 section 14.
 *
 * @param from first byte
 * @param to last byte, included
 */
record ByteRange(long from, long to) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return to - from + 1;
    }

    /**
     * What a Range header asks of a file.
     *
     * @return empty for the whole file: no header, another unit, several ranges, or nonsense, all
     *     of which a server may ignore
     * @throws Unsatisfiable if no byte of the file is asked for
     */
    static Optional<ByteRange> parse(String header, long size) throws Unsatisfiable {
        Matcher match = SINGLE.matcher(header == null ? "" : header.strip());
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (match.group(1).isEmpty()) {
            long suffix = Long.parseLong(match.group(2));
            return satisfiable(Math.max(0, size - suffix), size - 1, size);
        }
        long from = Long.parseLong(match.group(1));
        long to = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
        if (!match.group(2).isEmpty() && to < from) {
            return Optional.empty();
        }
        return satisfiable(from, Math.min(to, size - 1), size);
    }

    private static Optional<ByteRange> satisfiable(long from, long to, long size)
            throws Unsatisfiable {
        if (from >= size || to < from) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(from, to));
    }

    /** Answered with 416. */
    static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
