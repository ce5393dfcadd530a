package io.zoetrope.operators.decode;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.captions.CaptionFile;
import io.zoetrope.media.captions.CaptionFormat;
import io.zoetrope.media.captions.Captions;
import io.zoetrope.operators.CaptionAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads caption files: the one that an arrival names, or else one beside the video that has its
 * name but for the ending. For one thread.
 */
final class CaptionFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CaptionFiles.class);

    static final int MAX_BYTES = 8 << 20;

    /** Where looking for a file that may not be there is a call or two. */
    private static final Set<String> CHEAP = Set.of("file", "s3", "s3a");

    private static final List<String> ENDINGS = List.of(".srt", ".vtt");
    private static final int CHUNK_BYTES = 64 << 10;
    private static final long MOST_SECONDS = 30;

    private final CaptionAccess access;

    CaptionFiles(CaptionAccess access) {
        this.access = access;
    }

    /**
     * @param named caption file that the arrival names, or empty
     * @return with a problem if there is a file that cannot be read
     * @throws CaptionsAway if the file's store does not answer
     */
    Sidecar read(String videoUri, String named) throws CaptionsAway {
        if (!named.isEmpty()) {
            return attempt(named, false);
        }
        for (String uri : access.beside() ? beside(videoUri) : List.<String>of()) {
            Sidecar found = attempt(uri, true);
            if (found != Sidecar.NONE) {
                return found;
            }
        }
        return Sidecar.NONE;
    }

    /** Uris of files beside a video, in the order in which they are tried. */
    static List<String> beside(String videoUri) {
        int colon = videoUri.indexOf(':');
        String scheme = colon < 0 ? "" : videoUri.substring(0, colon).toLowerCase(Locale.ROOT);
        int dot = videoUri.lastIndexOf('.');
        boolean hasEnding = dot > videoUri.lastIndexOf('/') + 1;
        if (!CHEAP.contains(scheme) || !hasEnding) {
            return List.of();
        }
        String name = videoUri.substring(0, dot);
        return ENDINGS.stream().map(ending -> name + ending).toList();
    }

    /**
     * @param perhaps whether nobody has said that it is there: what a store does not give away is
     *     not there
     */
    private Sidecar attempt(String uri, boolean perhaps) throws CaptionsAway {
        boolean opened = false;
        try (MediaSource source = access.sources().open(uri)) {
            opened = true;
            return parsed(uri, bytes(source));
        } catch (RejectedInput e) {
            return perhaps && !opened ? Sidecar.NONE : unreadable(uri, e.getMessage());
        } catch (IOException e) {
            throw new CaptionsAway(uri, e);
        } catch (RuntimeException e) {
            // A store's client may throw anything; captions are no reason to end the job.
            LOG.warn("captions '{}'", uri, e);
            return unreadable(uri, e.toString());
        }
    }

    private static byte[] bytes(MediaSource source) throws RejectedInput, IOException {
        long begin = System.nanoTime();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (source.read(all.size(), chunk.clear()) >= 0) {
            all.write(chunk.array(), 0, chunk.position());
            if (all.size() > MAX_BYTES) {
                throw rejected("it is larger than " + MAX_BYTES + " bytes");
            }
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                throw new IOException("reading it took longer than " + MOST_SECONDS + " s");
            }
        }
        return all.toByteArray();
    }

    private static RejectedInput rejected(String why) {
        return new RejectedInput(Reason.CAPTIONS_UNREADABLE, why);
    }

    private static Sidecar parsed(String uri, byte[] bytes) {
        Captions captions = CaptionFile.read(bytes, "");
        // Whatever is of no known form is taken for SubRip.
        boolean unknown = captions.format() == CaptionFormat.SUBRIP && bytes.length > 0;
        if (captions.lines().isEmpty() && (unknown || captions.broken() > 0)) {
            return unreadable(uri, "no line of captions was found in it");
        }
        return new Sidecar(captions.lines(), captions.broken() + captions.dropped(), null);
    }

    private static Sidecar unreadable(String uri, String why) {
        return Sidecar.unreadable(
                Problem.of(
                        Stage.DECODE,
                        Reason.CAPTIONS_UNREADABLE,
                        "The captions '%s' could not be read: %s".formatted(uri, why)));
    }
}
