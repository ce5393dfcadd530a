package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.runtime.Picture;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks this process's engines; a full engine holds its caller back. */
final class ModelFrameObserver implements FrameObserver {
    private final SharedEngine<byte[], Vector> encoder;
    private final SharedEngine<Picture, List<Detection>> detector;

    /**
     * @param detector null where objects are not detected
     */
    ModelFrameObserver(
            SharedEngine<byte[], Vector> encoder, SharedEngine<Picture, List<Detection>> detector) {
        this.encoder = encoder;
        this.detector = detector;
    }

    @Override
    public CompletableFuture<Vector> embed(byte[] rgb) {
        return submit(encoder, rgb);
    }

    @Override
    public CompletableFuture<List<Detection>> detect(
            byte[] rgb, int displayedWidth, int displayedHeight) {
        return submit(detector, new Picture(rgb, displayedWidth, displayedHeight));
    }

    private static <I, O> CompletableFuture<O> submit(SharedEngine<I, O> engine, I item) {
        try {
            return engine.submit(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<SharedEngine<?, ?>> engines() {
        return detector == null ? List.of(encoder) : List.of(encoder, detector);
    }

    @Override
    public void close() {
        encoder.close();
        if (detector != null) {
            detector.close();
        }
    }
}
