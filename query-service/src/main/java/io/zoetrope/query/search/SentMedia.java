package io.zoetrope.query.search;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.AppearanceEncoder;
import io.zoetrope.query.embed.ClipReader;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Turns the pictures, sounds and clips of a multipart search into vectors. Thread-safe. */
final class SentMedia {
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_MS = 4_000;
    private static final int MAX_PARTS = 4;

    /** How its files begin (RFC 9559). */
    private static final String MATROSKA = "\u001a\u0045\u00df\u00a3";

    private static final Vector NONE = new Vector(null);

    private final Encoders encoders;
    private final ClipReader clips;
    private final Semaphore working = new Semaphore(AT_ONCE);

    SentMedia(Encoders encoders, ClipReader clips) {
        this.encoders = encoders;
        this.clips = clips;
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
                    "a picture, sound or clip has at most " + Bodies.MAX_IMAGE_BYTES + " bytes");
        }
        // The file lies on the disk: only those that are worked on are held in memory.
        if (!tryWork()) {
            throw ApiError.busy();
        }
        try (InputStream in = file.content()) {
            byte[] bytes = in.readAllBytes();
            if (isVideo(part, bytes)) {
                return clip(bytes, part);
            }
            return isSound(part, bytes) ? sound(bytes) : picture(bytes);
        } catch (RejectedInput e) {
            throw new ApiError(400, e.reason(), e.getMessage(), part);
        } finally {
            working.release();
        }
    }

    /** By its first bytes; a part of that name is one in any case. */
    private static boolean isVideo(String part, byte[] bytes) {
        boolean video =
                text(bytes, 4, 4).equals("ftyp")
                        || text(bytes, 8, 4).equals("AVI ")
                        || text(bytes, 0, 4).equals(MATROSKA);
        return part.equals(SearchForm.VIDEO) || (video && !SearchForm.names(part));
    }

    private static String text(byte[] bytes, int from, int length) {
        return bytes.length < from + length
                ? ""
                : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private Subject.Clip clip(byte[] bytes, String part) throws RejectedInput, IOException {
        ClipReader.Clip clip = clips.read(bytes, part);
        List<Vector> frames = new ArrayList<>();
        for (byte[] picture : clip.pictures()) {
            frames.add(encoders.visual().image(picture));
        }
        Vector sound = NONE;
        if (encoders.sounds().isPresent() && clip.sound().length > 0) {
            sound = PageToken.rounded(encoders.sounds().get().sound(clip.sound()));
        }
        return new Subject.Clip(Looks.of(frames).stream().map(PageToken::rounded).toList(), sound);
    }

    /** By its first bytes; a part of that name is one in any case. */
    private static boolean isSound(String part, byte[] bytes) {
        String start = text(bytes, 0, 4);
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
