package io.zoetrope.query.search;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.AppearanceEncoder;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.SoundEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.paging.PageToken;
import io.zoetrope.query.question.SearchForm;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Turns the pictures and sounds of a multipart search into vectors. Thread-safe. */
final class SentMedia {
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_MS = 4_000;
    private static final int MAX_PARTS = 4;
    private static final Vector NONE = new Vector(null);

    private final Encoders encoders;
    private final Semaphore working = new Semaphore(AT_ONCE);

    SentMedia(Encoders encoders) {
        this.encoders = encoders;
    }

    /**
     * By the name of the part.
     *
     * @throws ApiError 400 or 413 for what is none, 503 if too many are sent at once
     */
    Map<String, Subject.Media> read(Context ctx) throws IOException {
        Map<String, UploadedFile> files = Bodies.files(ctx, MAX_PARTS);
        Map<String, Subject.Media> media = new LinkedHashMap<>();
        for (Map.Entry<String, UploadedFile> part : files.entrySet()) {
            media.put(part.getKey(), embed(part.getKey(), part.getValue()));
        }
        return media;
    }

    private Subject.Media embed(String part, UploadedFile file) throws IOException {
        if (file.size() > Bodies.MAX_IMAGE_BYTES) {
            throw ApiError.tooLarge(
                    "a picture or sound has at most " + Bodies.MAX_IMAGE_BYTES + " bytes");
        }
        // The file lies on the disk: only those that are worked on are held in memory.
        if (!tryWork()) {
            throw ApiError.busy();
        }
        try (InputStream in = file.content()) {
            byte[] bytes = in.readAllBytes();
            return isSound(part, bytes) ? sound(bytes) : picture(bytes);
        } catch (RejectedInput e) {
            throw new ApiError(400, e.reason(), e.getMessage(), part);
        } finally {
            working.release();
        }
    }

    /** By its first bytes; a part of that name is one in any case. */
    private static boolean isSound(String part, byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 4), StandardCharsets.ISO_8859_1);
        boolean wav = start.equals("RIFF") || start.equals("FORM");
        return part.equals(SearchForm.AUDIO) || (wav && !part.equals(SearchForm.IMAGE));
    }

    private Subject.Picture picture(byte[] bytes) throws RejectedInput {
        Vector appearance = NONE;
        if (encoders.appearance().isPresent()) {
            AppearanceEncoder encoder = encoders.appearance().get();
            appearance = PageToken.rounded(encoder.look(bytes));
        }
        return new Subject.Picture(PageToken.rounded(encoders.visual().image(bytes)), appearance);
    }

    private Subject.Sound sound(byte[] bytes) throws RejectedInput {
        SoundEncoder encoder =
                encoders.sounds()
                        .orElseThrow(
                                () -> ApiError.notAvailable("this service has no audio encoder"));
        return new Subject.Sound(PageToken.rounded(encoder.sound(bytes)));
    }

    private boolean tryWork() {
        try {
            return working.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
