package io.zoetrope.query.media;

import io.zoetrope.query.http.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the job stored of a video for playback, as its playlists say (RFC 8216): the best rendition
 * of its pictures, and its sound.
 *
 * @param independent whether each segment can be decoded without others
 * @param pictures of fragmented MP4, or of transport streams
 * @param sound of the same; null if there is none
 */
record StoredVideo(boolean independent, Rendition pictures, Rendition sound) {
    private static final String INDEPENDENT = "#EXT-X-INDEPENDENT-SEGMENTS";
    private static final int MOST_BYTES = 8 << 20;
    private static final Pattern BANDWIDTH = Pattern.compile("[:,]BANDWIDTH=(\\d{1,18})");
    private static final Pattern SOUND =
            Pattern.compile("#EXT-X-MEDIA:(?=.*TYPE=AUDIO).*URI=\"([^\"]*)\".*");
    private static final Pattern LIST =
            Pattern.compile("([0-9]{1,18}/[a-z0-9]{1,16})/media[0-9]{0,9}\\.m3u8");
    private static final Pattern HEAD =
            Pattern.compile("#EXT-X-MAP:URI=\"((?:init|[0-9]{6,9})\\.mp4)\"");
    private static final Pattern SECONDS = Pattern.compile("#EXTINF:([0-9.]{1,24}),.*");
    private static final Pattern FRAGMENT = Pattern.compile("[0-9]{6,9}\\.m4s");
    private static final Pattern STREAM = Pattern.compile("[0-9]{6,9}\\.ts");

    /**
     * One of its renditions.
     *
     * @param folder of its files
     * @param complete whether nothing follows
     */
    record Rendition(String folder, boolean complete, List<Segment> segments) {
        long endUs() {
            return segments.get(segments.size() - 1).endUs();
        }

        /** As {@link #endUs}, or the most there is if nothing follows. */
        long thereUs() {
            return complete ? Long.MAX_VALUE : endUs();
        }
    }

    /**
     * @param head name of the initialization segment that it needs; null of transport streams
     * @param startUs media time
     * @param endUs when the next one begins
     */
    record Segment(String name, String head, long startUs, long endUs) {}

    /**
     * @param folder of the video below the store's root
     * @return empty if nothing that can be joined is stored
     * @throws IOException if the store does not answer
     */
    static Optional<StoredVideo> read(PictureStore store, String folder) throws IOException {
        List<String> master = lines(store, folder + "/master.m3u8");
        Optional<Rendition> pictures = rendition(store, folder, best(master));
        if (pictures.isEmpty()) {
            return Optional.empty();
        }
        String list =
                master.stream()
                        .map(SOUND::matcher)
                        .filter(Matcher::matches)
                        .map(match -> match.group(1))
                        .findFirst()
                        .orElse("");
        Optional<Rendition> sound = rendition(store, folder, list);
        StoredVideo video =
                new StoredVideo(master.contains(INDEPENDENT), pictures.get(), sound.orElse(null));
        // A picture without its sound would be something else than the video.
        boolean whole = list.isEmpty() || sound.isPresent();
        return whole && (video.independent() || !video.streamed())
                ? Optional.of(video)
                : Optional.empty();
    }

    /**
     * Whether it consists of transport streams. If pictures of one may be shown before the key
     * frame that it begins with nobody knows which is its first.
     */
    boolean streamed() {
        return pictures.segments().get(0).head() == null;
    }

    /** The life of the video that this is of, which of its renditions, and whether all is there. */
    String version() {
        return endUs() == Long.MAX_VALUE ? pictures.folder() : pictures.folder() + " begun";
    }

    /**
     * Media time up to which all is there, seen and heard; the most there is if nothing follows.
     */
    long endUs() {
        return sound == null ? pictures.thereUs() : Math.min(pictures.thereUs(), sound.thereUs());
    }

    private static String best(List<String> master) {
        String best = "";
        long most = -1;
        for (int i = 0; i + 1 < master.size(); i++) {
            Matcher match = BANDWIDTH.matcher(master.get(i));
            if (master.get(i).startsWith("#EXT-X-STREAM-INF:") && match.find()) {
                long bits = Long.parseLong(match.group(1));
                best = bits > most ? master.get(i + 1) : best;
                most = Math.max(most, bits);
            }
        }
        return best;
    }

    private static Optional<Rendition> rendition(PictureStore store, String folder, String list)
            throws IOException {
        Matcher path = LIST.matcher(list);
        if (!path.matches()) {
            return Optional.empty();
        }
        return parse(folder + "/" + path.group(1), lines(store, folder + "/" + list));
    }

    private static Optional<Rendition> parse(String folder, List<String> lines) {
        String head = null;
        long startUs = 0;
        long durationUs = -1;
        List<Segment> segments = new ArrayList<>();
        for (String line : lines) {
            Matcher map = HEAD.matcher(line);
            Matcher seconds = SECONDS.matcher(line);
            if (map.matches()) {
                head = map.group(1);
            } else if (seconds.matches()) {
                durationUs = Math.round(Double.parseDouble(seconds.group(1)) * 1e6);
            } else if (isSegment(line, head) && durationUs >= 0) {
                segments.add(new Segment(line, head, startUs, startUs + durationUs));
                startUs += durationUs;
                durationUs = -1;
            }
        }
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rendition(folder, lines.contains("#EXT-X-ENDLIST"), segments));
    }

    private static boolean isSegment(String line, String head) {
        return (head == null ? STREAM : FRAGMENT).matcher(line).matches();
    }

    private static List<String> lines(PictureStore store, String path) throws IOException {
        Optional<Content> content = store.stream(path);
        if (content.isEmpty() || content.get().size() > MOST_BYTES) {
            return List.of();
        }
        try (InputStream in = content.get().open(0)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
