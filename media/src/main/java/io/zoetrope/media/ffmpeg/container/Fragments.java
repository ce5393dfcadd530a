package io.zoetrope.media.ffmpeg.container;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * An MP4 whose pictures lie in fragments behind its header, without an index of them ({@code
 * sidx}): recorders that do not know when they will end write it so. Each fragment says when it
 * begins, so that one can be read without those before it (ISO/IEC 14496-12 §8.8). For one thread.
 */
public final class Fragments {
    /** Boxes before the first fragment. */
    private static final int MOST_BEFORE = 32;

    private static final int DEFAULTS_BYTES = 24;

    private final MediaSource source;
    private final long headerEnd;
    private final long firstOffset;
    private final Map<Integer, MovieFragment.Defaults> defaults;

    private Fragments(
            MediaSource source,
            long headerEnd,
            long firstOffset,
            Map<Integer, MovieFragment.Defaults> defaults) {
        this.source = source;
        this.headerEnd = headerEnd;
        this.firstOffset = firstOffset;
        this.defaults = defaults;
    }

    /**
     * Looks at what comes before the first fragment.
     *
     * @return null if the file is no such MP4
     */
    public static Fragments of(MediaSource source) throws IOException {
        Boxes file = new Boxes(source);
        long headerEnd = 0;
        Map<Integer, MovieFragment.Defaults> defaults = Map.of();
        long offset = 0;
        for (int i = 0; i < MOST_BEFORE && file.next(); i++) {
            switch (file.type()) {
                case "moov" -> {
                    headerEnd = file.endAt();
                    defaults = defaults(file.inside(0));
                }
                case "moof" -> {
                    boolean there = headerEnd > 0 && !defaults.isEmpty();
                    return there ? new Fragments(source, headerEnd, offset, defaults) : null;
                }
                case "sidx", "mdat" -> {
                    return null;
                }
                default -> {}
            }
            offset = file.endAt();
        }
        return null;
    }

    private static Map<Integer, MovieFragment.Defaults> defaults(Boxes movie) throws IOException {
        Map<Integer, MovieFragment.Defaults> found = new HashMap<>();
        if (!movie.next("mvex")) {
            return found;
        }
        Boxes each = movie.inside(0);
        while (each.next("trex")) {
            ByteBuffer box = each.content(DEFAULTS_BYTES);
            if (box.remaining() == DEFAULTS_BYTES) {
                int track = box.getInt(4);
                found.put(track, new MovieFragment.Defaults(track, box.getInt(12), box.getInt(20)));
            }
        }
        return found;
    }

    /** The file without what lies between its header and a fragment; 0 for all of it. */
    public MediaSource from(long offset) {
        return offset < headerEnd + SkippingSource.LEAST
                ? source
                : new SkippingSource(source, headerEnd, offset);
    }

    /**
     * Goes from fragment to fragment.
     *
     * @param track its number in the file
     * @param offset of the first fragment to look at, or 0 for that of the file
     */
    public Walk walk(int track, long offset) {
        return new Walk(track, Math.max(offset, firstOffset));
    }

    /** Fragments that have samples of one track, in the order of the file. */
    public final class Walk {
        private final MovieFragment.Defaults own;
        private final Boxes boxes;
        private final long startOffset;
        private long offset;

        private Walk(int track, long offset) {
            this.own = defaults.getOrDefault(track, new MovieFragment.Defaults(track, 0, 0));
            this.boxes = Boxes.from(new ReadTogether(source), offset);
            this.startOffset = offset;
            this.offset = offset;
        }

        /**
         * @return null if there is none
         * @throws MovieFragment.NotByItself if one cannot be read without those before it, or the
         *     walk does not begin at one
         */
        public MovieFragment next() throws MovieFragment.NotByItself, IOException {
            while (true) {
                long at = offset;
                boolean more = boxes.next();
                boolean fragment = more && boxes.type().equals("moof");
                if (at == startOffset && !fragment) {
                    throw new MovieFragment.NotByItself();
                }
                if (!more) {
                    return null;
                }
                offset = boxes.endAt();
                MovieFragment found = fragment ? MovieFragment.of(boxes, at, own) : null;
                if (found != null) {
                    return found;
                }
            }
        }
    }
}
