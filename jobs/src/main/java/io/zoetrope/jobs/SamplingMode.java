package io.zoetrope.jobs;

/** Which frames are looked at. */
public enum SamplingMode {
    /**
     * Every frame is decoded; shots are found on all of them, and one frame per interval is
     * embedded.
     */
    INTERVAL,
    /** Only key frames are decoded: about ninety times as cheap, with coarser shots and times. */
    KEYFRAMES
}
