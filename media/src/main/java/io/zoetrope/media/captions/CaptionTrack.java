package io.zoetrope.media.captions;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads the packets of one text track of a video: SubRip, WebVTT, SubStation Alpha as Matroska
 * stores them, and 3GPP timed text (ETSI TS 126 245). Every packet gives an answer, whatever its
 * bytes. Thread-safe.
 */
public final class CaptionTrack {
    /** A line whose end is not known is read in this time. */
    static final long USUAL_LINE_US = 5_000_000;

    /** Bytes of one packet that are looked at. */
    private static final int MAX_BYTES = 64 << 10;

    /** ReadOrder, Layer, Style, Name, three margins, Effect, Text. */
    private static final int SUBSTATION_FIELDS = 9;

    private static final int SUBSTATION_NAME = 3;

    /** How the text lies in a packet. */
    public enum Packing {
        /** Nothing but the text. */
        PLAIN(CaptionFormat.SUBRIP),
        WEBVTT(CaptionFormat.WEBVTT),
        /** WebVTT in boxes: ISO/IEC 14496-30. */
        BOXED_WEBVTT(CaptionFormat.WEBVTT),
        SUBSTATION(CaptionFormat.SUBSTATION),
        /** A length of two bytes, the text, boxes with its style. */
        TIMED_TEXT(CaptionFormat.SUBRIP);

        private final CaptionFormat format;

        Packing(CaptionFormat format) {
            this.format = format;
        }
    }

    private final Packing packing;
    private final CaptionCue cue;
    private final String language;

    /**
     * @param language BCP 47, or empty
     * @param track number among the text tracks of its video, from 0
     */
    public CaptionTrack(Packing packing, String language, int track) {
        this.packing = packing;
        this.cue = new CaptionCue(packing.format, track);
        this.language = language;
    }

    /**
     * @param startUs media time of the packet, not negative
     * @param lengthUs that the packet says, 0 or less if it does not
     * @return its lines; none if it is empty, as those are that end a line
     */
    public List<CaptionLine> lines(long startUs, long lengthUs, byte[] packet) {
        long length = lengthUs > 0 ? lengthUs : USUAL_LINE_US;
        long endUs = startUs + Math.min(length, CaptionFile.MAX_LINE_US);
        int size = Math.min(packet.length, MAX_BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(packet, 0, size);
        return switch (packing) {
            case PLAIN, WEBVTT -> cue.lines(startUs, endUs, text(bytes, size), language, "");
            case BOXED_WEBVTT -> cue.lines(startUs, endUs, payload(bytes), language, "");
            case TIMED_TEXT -> cue.lines(startUs, endUs, timedText(bytes), language, "");
            case SUBSTATION -> substation(startUs, endUs, text(bytes, size));
        };
    }

    private List<CaptionLine> substation(long startUs, long endUs, String line) {
        String[] fields = line.split(",", SUBSTATION_FIELDS);
        return fields.length < SUBSTATION_FIELDS
                ? List.of()
                : cue.lines(
                        startUs,
                        endUs,
                        fields[SUBSTATION_FIELDS - 1],
                        language,
                        fields[SUBSTATION_NAME].strip());
    }

    private String timedText(ByteBuffer bytes) {
        if (bytes.remaining() < Short.BYTES) {
            return "";
        }
        int length = Short.toUnsignedInt(bytes.getShort());
        return text(bytes, Math.min(length, bytes.remaining()));
    }

    /** All that is said in one sample: the payloads of its cues. */
    private String payload(ByteBuffer bytes) {
        StringBuilder said = new StringBuilder();
        boxes(bytes, said);
        return said.toString();
    }

    private void boxes(ByteBuffer bytes, StringBuilder said) {
        while (bytes.remaining() >= 2 * Integer.BYTES) {
            int length = bytes.getInt() - 2 * Integer.BYTES;
            int type = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return;
            }
            if (type == box("payl")) {
                said.append(said.length() == 0 ? "" : "\n").append(text(bytes, length));
            } else if (type != box("vttc")) {
                bytes.position(bytes.position() + length);
            }
        }
    }

    private static int box(String name) {
        int type = 0;
        for (int i = 0; i < name.length(); i++) {
            type = type << Byte.SIZE | name.charAt(i);
        }
        return type;
    }

    private String text(ByteBuffer bytes, int length) {
        byte[] some = new byte[length];
        bytes.get(some);
        int end = length;
        while (end > 0 && some[end - 1] == 0) {
            end--;
        }
        return CaptionEncoding.decode(
                        end == length ? some : java.util.Arrays.copyOf(some, end), language)
                .text();
    }
}
