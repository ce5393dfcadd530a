package io.zoetrope.media.clips;

import io.zoetrope.media.playback.FragmentHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Makes one fragmented MP4 of two of one track each, as HLS has pictures and sound: the heads
 * become one, and the second's segments say that they are of track 2 (ISO/IEC 14496-12 §8.3, §8.8).
 * Pure.
 */
public final class JoinedTracks {
    private static final int SECOND = 2;

    /** Of {@code tkhd}, {@code trex} and {@code tfhd}: behind version and flags, or times too. */
    private static final int ID_IN_SMALL_TKHD = Mp4Box.FULL_HEAD + 2 * Integer.BYTES;

    private static final int ID_IN_LARGE_TKHD = Mp4Box.FULL_HEAD + 2 * Long.BYTES;
    private static final int ID = Mp4Box.FULL_HEAD;

    /** Of a sample in {@code trun}, and in it how much later it is shown than decoded. */
    private static final int SAMPLE = 4 * Integer.BYTES;

    private static final int SHOWN_LATER = 3 * Integer.BYTES;

    private JoinedTracks() {}

    /**
     * Two initialization segments as one.
     *
     * @throws IllegalArgumentException if one is none
     */
    public static byte[] head(byte[] first, byte[] second) {
        try {
            ByteBuffer one = ByteBuffer.wrap(first);
            ByteBuffer two = ByteBuffer.wrap(secondHead(second));
            List<Mp4Box> boxes = Mp4Box.all(one, 0, one.limit());
            Mp4Box moov = moov(one);
            Mp4Box otherMoov = moov(two);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(boxes.get(0).copy(one));
            out.writeBytes(
                    box(
                            "moov",
                            List.of(
                                    copy(one, moov, "mvhd"),
                                    copy(one, moov, "trak"),
                                    copy(two, otherMoov, "trak"),
                                    box(
                                            "mvex",
                                            List.of(
                                                    copy(one, child(one, moov, "mvex"), "trex"),
                                                    copy(
                                                            two,
                                                            child(two, otherMoov, "mvex"),
                                                            "trex"))))));
            return out.toByteArray();
        } catch (NoSuchElementException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("an initialization segment that lacks a box", e);
        }
    }

    private static byte[] secondHead(byte[] head) {
        byte[] changed = head.clone();
        ByteBuffer bytes = ByteBuffer.wrap(changed);
        Mp4Box moov = moov(bytes);
        Mp4Box tkhd = child(bytes, child(bytes, moov, "trak"), "tkhd");
        boolean large = bytes.get(tkhd.at() + Mp4Box.HEAD) == 1;
        bytes.putInt(tkhd.at() + (large ? ID_IN_LARGE_TKHD : ID_IN_SMALL_TKHD), SECOND);
        Mp4Box trex = child(bytes, child(bytes, moov, "mvex"), "trex");
        bytes.putInt(trex.at() + ID, SECOND);
        return changed;
    }

    /**
     * What goes before the samples of a media segment of the first track, as of one that says for
     * no picture that it is shown before it is decoded: FFmpeg shows all of them later by as much
     * as that is, and the sound in time.
     *
     * @param head all boxes in front of the samples; changed
     * @throws IllegalArgumentException if it is none
     */
    public static void makeFirst(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        try {
            for (Mp4Box box : Mp4Box.all(bytes, 0, bytes.limit())) {
                if (box.type().equals("moof")) {
                    Mp4Box traf = child(bytes, box, "traf");
                    decodeAhead(bytes, child(bytes, traf, "tfdt"), child(bytes, traf, "trun"));
                }
            }
        } catch (NoSuchElementException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a media segment that lacks a box", e);
        }
    }

    /** Of fragments as {@link FragmentHead} writes them: each sample has all of its fields. */
    private static void decodeAhead(ByteBuffer bytes, Mp4Box tfdt, Mp4Box trun) {
        int first = trun.at() + Mp4Box.FULL_HEAD + 2 * Integer.BYTES;
        int last = trun.end() - Integer.BYTES;
        int ahead = 0;
        for (int at = first + SHOWN_LATER; at <= last; at += SAMPLE) {
            ahead = Math.max(ahead, -bytes.getInt(at));
        }
        for (int at = first + SHOWN_LATER; at <= last; at += SAMPLE) {
            bytes.putInt(at, bytes.getInt(at) + ahead);
        }
        int time = tfdt.at() + Mp4Box.FULL_HEAD;
        bytes.putLong(time, bytes.getLong(time) - ahead);
    }

    /**
     * A media segment of the second track, as one of the joined file.
     *
     * @param segment changed
     * @throws IllegalArgumentException if it is none
     */
    public static void makeSecond(byte[] segment) {
        ByteBuffer bytes = ByteBuffer.wrap(segment);
        try {
            for (Mp4Box box : Mp4Box.all(bytes, 0, bytes.limit())) {
                if (box.type().equals("moof")) {
                    Mp4Box tfhd = child(bytes, child(bytes, box, "traf"), "tfhd");
                    bytes.putInt(tfhd.at() + ID, SECOND);
                }
            }
        } catch (NoSuchElementException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a media segment that lacks a box", e);
        }
    }

    private static Mp4Box moov(ByteBuffer bytes) {
        return Mp4Box.all(bytes, 0, bytes.limit()).stream()
                .filter(box -> box.type().equals("moov"))
                .findFirst()
                .orElseThrow();
    }

    private static Mp4Box child(ByteBuffer bytes, Mp4Box parent, String type) {
        return parent.child(bytes, type).orElseThrow();
    }

    private static byte[] copy(ByteBuffer bytes, Mp4Box parent, String type) {
        return child(bytes, parent, type).copy(bytes);
    }

    private static byte[] box(String type, List<byte[]> children) {
        List<byte[]> parts = new ArrayList<>(children);
        int size = Mp4Box.HEAD + parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).putInt(size);
        out.put(type.getBytes(StandardCharsets.US_ASCII));
        parts.forEach(out::put);
        return out.array();
    }
}
