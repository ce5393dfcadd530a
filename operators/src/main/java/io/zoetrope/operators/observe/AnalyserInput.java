package io.zoetrope.operators.observe;

/**
 * A frame as an analyser gets it.
 *
 * @param ptsUs presentation time
 * @param displayedWidth of the whole frame, in pixels: boxes are relative to it
 * @param displayedHeight of the whole frame
 * @param rgb packed RGB of the analyser's shape; shared, never changed
 * @param large the whole frame, at most as large as the analyser asked; null if it did not ask
 */
public record AnalyserInput(
        long ptsUs, int displayedWidth, int displayedHeight, byte[] rgb, LargePicture large) {}
