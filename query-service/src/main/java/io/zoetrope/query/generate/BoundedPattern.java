package io.zoetrope.query.generate;

import com.networknt.schema.regex.RegularExpression;
import java.time.Duration;
import java.util.regex.Pattern;

/** A client's regular expression: a text that it looks at for too long does not match. */
final class BoundedPattern implements RegularExpression {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow() {
            super("a pattern takes too long", null, false, false);
        }
    }

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    static BoundedPattern of(String pattern) {
        return new BoundedPattern(Pattern.compile(pattern));
    }

    @Override
    public boolean matches(String value) {
        try {
            return pattern.matcher(new Watched(value, System.nanoTime() + PATIENCE.toNanos()))
                    .find();
        } catch (TooSlow | StackOverflowError e) {
            return false;
        }
    }

    /** A text that is read until a time. */
    private record Watched(String text, long endNanos) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (System.nanoTime() - endNanos > 0) {
                throw new TooSlow();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.substring(start, end), endNanos);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
