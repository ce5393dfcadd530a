package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.SharedEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Looks at single pictures; gathers batches across callers by itself. Thread-safe. Futures fail
 * only with defects and exhausted resources, never because of what a picture shows.
 */
public interface FrameObserver extends AutoCloseable {
    /**
     * @param rgb packed RGB of the encoder's shape; not changed, not kept after completion
     * @return the normalised embedding
     */
    CompletableFuture<Vector> embed(byte[] rgb);

    /**
     * @param rgb packed RGB of the detector's shape
     * @param displayedWidth of the whole frame, in pixels: boxes are relative to it
     * @param displayedHeight of the whole frame
     */
    CompletableFuture<List<Detection>> detect(byte[] rgb, int displayedWidth, int displayedHeight);

    /** Those that are asked, for their metrics; none where pictures are looked at otherwise. */
    default List<SharedEngine<?, ?>> engines() {
        return List.of();
    }

    @Override
    void close();
}
