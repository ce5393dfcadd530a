package io.zoetrope.query.search;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.embed.AppearanceEncoder;
import io.zoetrope.query.embed.ClipReader;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.SoundEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.paging.PageToken;
import io.zoetrope.query.question.SearchForm;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.route.FairPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Turns the pictures, sounds and clips that are searched by into vectors. Thread-safe. */
public final class SentMedia implements AutoCloseable {
    private static final int AT_ONCE = 4;

    /** So that long clips of one tenant do not hold up another's picture. */
    private static final int AT_ONCE_OF_ONE = 3;

    private static final int WAITING = 64;
    private static final int PATIENCE_MS = 4_000;
    private static final int MAX_PARTS = 4;

    /** How its files begin (RFC 9559). */
    private static final String MATROSKA = "\u001a\u0045\u00df\u00a3";

    private static final Vector NONE = new Vector(null);

    private final Encoders encoders;
    private final ClipReader clips;
    private final FairPool working = new FairPool("sent-media", AT_ONCE, AT_ONCE_OF_ONE, WAITING);

    /**
     * @param clips decodes the videos that are searched by
     */
    public SentMedia(Encoders encoders, ClipReader clips) {
        this.encoders = encoders;
        this.clips = clips;
    }

    /** What was sent. */
    @FunctionalInterface
    private interface Content {
        InputStream open() throws IOException;
    }

    /**
     * Of a multipart search, by the name of the part.
     *
     * @throws ApiError 400 or 413 for what is none, 503 if too many are sent at once
     */
    Map<String, Subject.Media> read(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        Map<String, UploadedFile> files = Bodies.files(ctx, MAX_PARTS);
        Map<String, Subject.Media> media = new LinkedHashMap<>();
        for (Map.Entry<String, UploadedFile> part : files.entrySet()) {
            UploadedFile file = part.getValue();
            media.put(part.getKey(), embed(tenant, part.getKey(), file.size(), file::content));
        }
        return media;
    }

    /**
     * Of a search by another protocol, by the names that parts would have.
     *
     * @throws ApiError as {@link #read(Context)}
     */
    public Map<String, Subject.Media> read(String tenant, Map<String, byte[]> sent)
            throws IOException {
        if (sent.size() > MAX_PARTS) {
            throw ApiError.invalid("at most " + MAX_PARTS + " files", null);
        }
        Map<String, Subject.Media> media = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> part : sent.entrySet()) {
            byte[] bytes = part.getValue();
            Content content = () -> new ByteArrayInputStream(bytes);
            media.put(part.getKey(), embed(tenant, part.getKey(), bytes.length, content));
        }
        return media;
    }

    private Subject.Media embed(String tenant, String part, long size, Content file)
            throws IOException {
        if (size > Bodies.MAX_IMAGE_BYTES) {
            throw ApiError.tooLarge(
                    "a picture, sound or clip has at most " + Bodies.MAX_IMAGE_BYTES + " bytes");
        }
        AtomicBoolean begun = new AtomicBoolean();
        Future<Subject.Media> embedded;
        try {
            embedded =
                    working.submit(
                            tenant,
                            () -> {
                                begun.set(true);
                                return embed(part, file);
                            });
        } catch (RejectedExecutionException e) {
            throw ApiError.busy();
        }
        return await(embedded, begun);
    }

    /** Patient until it is begun; from then on it has bounds of its own. */
    private static Subject.Media await(Future<Subject.Media> embedded, AtomicBoolean begun)
            throws IOException {
        try {
            try {
                return embedded.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!begun.get() && embedded.cancel(false)) {
                    throw ApiError.busy();
                }
                return embedded.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            embedded.cancel(false);
            Thread.currentThread().interrupt();
            throw ApiError.busy();
        }
    }

    /** The file lies on the disk: only those that are worked on are held in memory. */
    private Subject.Media embed(String part, Content file) throws IOException {
        try (InputStream in = file.open()) {
            byte[] bytes = in.readAllBytes();
            if (isVideo(part, bytes)) {
                return clip(bytes, part);
            }
            return isSound(part, bytes) ? sound(bytes) : picture(bytes);
        } catch (RejectedInput e) {
            throw new ApiError(400, e.reason(), e.getMessage(), part);
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

    @Override
    public void close() {
        working.close();
    }
}
