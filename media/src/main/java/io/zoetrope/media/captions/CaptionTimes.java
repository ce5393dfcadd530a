package io.zoetrope.media.captions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of all three forms: {@code [h…:]mm:ss}, a comma or a point, one to three digits. */
final class CaptionTimes {
    static final long UNREADABLE = -1;

    private static final String ONE = "(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})[.,](\\d{1,3})";
    private static final Pattern TIME = Pattern.compile(ONE);
    private static final Pattern LINE =
            Pattern.compile("\\s*([0-9:.,-]{1,20})\\s*--?>\\s*([0-9:.,-]{1,20})(?:\\s.*)?");

    private CaptionTimes() {}

    /** Whether it is meant as a pair of times, readable or not. */
    static Matcher line(String text) {
        return LINE.matcher(text);
    }

    /** Microseconds, or {@link #UNREADABLE}. */
    static long us(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            return UNREADABLE;
        }
        long hours = time.group(1) == null ? 0 : Long.parseLong(time.group(1));
        long minutes = Long.parseLong(time.group(2));
        long seconds = Long.parseLong(time.group(3));
        if (minutes > 59 || seconds > 59) {
            return UNREADABLE;
        }
        String fraction = (time.group(4) + "00").substring(0, 3);
        return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000
                + Long.parseLong(fraction) * 1_000;
    }
}
