package io.zoetrope.query.generate;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/** A client's regular expression: it reads a text as long as there is time. */
final class BoundedPattern implements RegularExpression {
    private final Pattern pattern;
    private final PatternTime time;

    /**
     * @param time checked before a text and with each of its characters
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    BoundedPattern(String pattern, PatternTime time) {
        this.pattern = Pattern.compile(pattern);
        this.time = time;
    }

    /**
     * @throws PatternTime.Over if it cannot be told
     */
    @Override
    public boolean matches(String value) {
        time.check();
        try {
            return pattern.matcher(new Watched(value, time)).find();
        } catch (StackOverflowError e) {
            throw new PatternTime.Over(
                    "a pattern of response_format.schema repeats too often over a text; use"
                            + " repeats of single characters");
        }
    }

    /** A text that is read while there is time. */
    private record Watched(String text, PatternTime time) implements CharSequence {
        @Override
        public char charAt(int index) {
            time.check();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.substring(start, end), time);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
