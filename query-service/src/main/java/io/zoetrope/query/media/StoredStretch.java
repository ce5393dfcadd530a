package io.zoetrope.query.media;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.clips.JoinedStreams;
import io.zoetrope.media.clips.JoinedTracks;
import io.zoetrope.query.http.content.BytesContent;
import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.media.StoredVideo.Rendition;
import io.zoetrope.query.media.StoredVideo.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored segments of a stretch as one file: pictures are read from the store as they are
 * wanted, sound, which has to be changed a little, is in memory. Of fragments its times are {@link
 * io.zoetrope.media.playback.MadeTrack#OFFSET_SECONDS} late, as those of the segments are. For one
 * thread.
 */
final class StoredStretch implements MediaSource {
    /** Decoding of sound begins a little before what is heard. */
    private static final long SOUND_LEAD_US = 1_000_000;

    private static final int MOST_SOUND_BYTES = 48 << 20;
    private static final int MOST_HEAD_BYTES = 1 << 20;

    private final long startUs;
    private final List<Content> parts = new ArrayList<>();
    private long size;
    private long soundBytes;
    private InputStream open;
    private int openPart = -1;
    private long openAt;

    private StoredStretch(long startUs) {
        this.startUs = startUs;
    }

    /**
     * @throws RejectedInput {@code not_copied} if the pictures' coding changes within the stretch
     * @throws IOException if the store does not answer, or lacks a segment
     */
    static StoredStretch open(PictureStore store, StoredVideo video, long startUs, long endUs)
            throws RejectedInput, IOException {
        Rendition pictures = video.pictures();
        Rendition sound = video.sound();
        // Pictures of a stretch may come behind the key frame that follows it.
        List<Segment> seen = within(pictures, startUs, endUs, !video.independent());
        List<Segment> heard =
                sound == null ? List.of() : within(sound, startUs - SOUND_LEAD_US, endUs, false);
        StoredStretch stretch = new StoredStretch(seen.get(0).startUs());
        if (video.streamed()) {
            stretch.addTables(store, video, seen, heard);
        } else {
            stretch.addHead(store, video, seen, heard);
        }
        int next = 0;
        for (Segment segment : seen) {
            Content content = content(store, pictures, segment.name());
            boolean alone = video.streamed() && sound == null;
            stretch.add(alone ? content : plain(content, video.streamed()));
            // Behind its pictures: readers come to sound by the pictures of its time.
            while (next < heard.size() && heard.get(next).startUs() < segment.endUs()) {
                stretch.addSound(store, video, heard.get(next++));
            }
        }
        while (next < heard.size()) {
            stretch.addSound(store, video, heard.get(next++));
        }
        return stretch;
    }

    private static Content plain(Content pictures, boolean streamed) {
        return streamed ? new PlainPackets(pictures) : new PlainFragment(pictures);
    }

    private void addHead(
            PictureStore store, StoredVideo video, List<Segment> seen, List<Segment> heard)
            throws RejectedInput, IOException {
        byte[] head = bytes(store, video.pictures(), head(seen), MOST_HEAD_BYTES);
        if (video.sound() != null) {
            head = joined(head, bytes(store, video.sound(), head(heard), MOST_HEAD_BYTES));
        }
        add(new BytesContent(head));
    }

    /** Segments of one track alone have what they need. */
    private void addTables(
            PictureStore store, StoredVideo video, List<Segment> seen, List<Segment> heard)
            throws IOException {
        if (video.sound() == null) {
            return;
        }
        byte[] pictures = tables(content(store, video.pictures(), seen.get(0).name()));
        byte[] sound = tables(content(store, video.sound(), heard.get(0).name()));
        try {
            add(new BytesContent(JoinedStreams.head(pictures, sound)));
        } catch (IllegalArgumentException e) {
            throw new IOException("what is stored is no video", e);
        }
    }

    private static byte[] tables(Content segment) throws IOException {
        try (InputStream in = segment.open(0)) {
            return in.readNBytes(2 * JoinedStreams.PACKET_BYTES);
        }
    }

    /** Media time at which the first of its pictures is shown. */
    long startUs() {
        return startUs;
    }

    private static String head(List<Segment> segments) throws RejectedInput {
        List<String> heads = segments.stream().map(Segment::head).distinct().toList();
        if (heads.size() > 1) {
            throw new RejectedInput(
                    Reason.NOT_COPIED, "The coding of the video changes within this stretch.");
        }
        return heads.get(0);
    }

    private static List<Segment> within(
            Rendition rendition, long startUs, long endUs, boolean oneMore) {
        List<Segment> all = rendition.segments();
        int first = 0;
        while (first + 1 < all.size() && all.get(first).endUs() <= startUs) {
            first++;
        }
        int end = first;
        while (end < all.size() && (end == first || all.get(end).startUs() < endUs)) {
            end++;
        }
        return all.subList(first, oneMore && end < all.size() ? end + 1 : end);
    }

    private static byte[] joined(byte[] pictures, byte[] sound) throws IOException {
        try {
            return JoinedTracks.head(pictures, sound);
        } catch (IllegalArgumentException e) {
            throw new IOException("what is stored is no video", e);
        }
    }

    private void addSound(PictureStore store, StoredVideo video, Segment segment)
            throws IOException {
        byte[] bytes = bytes(store, video.sound(), segment.name(), MOST_SOUND_BYTES);
        soundBytes += bytes.length;
        if (soundBytes > MOST_SOUND_BYTES) {
            throw new IOException("sound of over " + MOST_SOUND_BYTES + " bytes");
        }
        try {
            if (video.streamed()) {
                JoinedStreams.makeSecond(bytes);
            } else {
                JoinedTracks.makeSecond(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(segment.name() + " is no segment", e);
        }
        add(new BytesContent(bytes));
    }

    private void add(Content part) {
        parts.add(part);
        size += part.size();
    }

    private static Content content(PictureStore store, Rendition of, String name)
            throws IOException {
        String path = of.folder() + "/" + name;
        return store.stream(path)
                .orElseThrow(() -> new IOException(path + " is listed and not there"));
    }

    private static byte[] bytes(PictureStore store, Rendition of, String name, int most)
            throws IOException {
        Content content = content(store, of, name);
        if (content.size() > most) {
            throw new IOException(name + " has " + content.size() + " bytes");
        }
        try (InputStream in = content.open(0)) {
            return in.readNBytes(most);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        long begin = 0;
        for (int i = 0; i < parts.size(); i++) {
            long length = parts.get(i).size();
            if (position < begin + length) {
                return read(i, position - begin, into);
            }
            begin += length;
        }
        return -1;
    }

    private int read(int part, long at, ByteBuffer into) throws IOException {
        if (part != openPart || at != openAt) {
            close();
            open = parts.get(part).open(at);
            openPart = part;
            openAt = at;
        }
        int wanted = (int) Math.min(into.remaining(), parts.get(part).size() - at);
        byte[] bytes = open.readNBytes(wanted);
        if (bytes.length == 0 && wanted > 0) {
            throw new IOException("a segment became shorter while it was read");
        }
        into.put(bytes);
        openAt += bytes.length;
        return bytes.length;
    }

    @Override
    public void close() throws IOException {
        openPart = -1;
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
