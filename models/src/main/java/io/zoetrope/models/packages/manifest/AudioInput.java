package io.zoetrope.models.packages.manifest;

/**
 * The sound that a graph takes: mono samples in [-1,1].
 *
 * @param sampleRate Hz
 * @param samples of one call; shorter pieces are padded with silence
 * @param context samples of the piece before that precede each call; 0 for none. Silero takes 64
 * @param melBins rows of a log-mel spectrogram (Whisper's), or 0 if the graph takes samples
 */
public record AudioInput(int sampleRate, int samples, int context, int melBins) {}
