package io.zoetrope.operators.sound;

/**
 * Somebody speaks.
 *
 * @param from first sample of media time
 * @param to behind the last
 */
public record SpeechRun(long from, long to) {
    public long length() {
        return to - from;
    }
}
