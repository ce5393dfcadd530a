package io.zoetrope.media.playback;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Two codings of H.264 in one track with one description: the parameter sets of both stand in it,
 * those of the second with numbers that the first does not use, and each picture names its own
 * (ISO/IEC 14496-15 §5.3.3.1). So a player that opens the track knows both, and goes from one to
 * the other at a key frame. Pure.
 */
public final class JoinedCoding {
    private static final int LENGTH_BYTES = 4;

    private final boolean marked;
    private final ParameterNumbers numbers;
    private final byte[] description;

    private JoinedCoding(boolean marked, ParameterNumbers numbers, byte[] description) {
        this.marked = marked;
        this.numbers = numbers;
        this.description = description;
    }

    /**
     * @param first configuration of the first, as a container holds it
     * @param second parameter sets of the second, each behind a start code: one of each kind
     * @throws IllegalArgumentException if they cannot stand in one
     */
    public static JoinedCoding of(byte[] first, byte[] second) {
        boolean marked = AnnexB.isMarked(first);
        AvcConfiguration own =
                marked ? new AvcConfiguration(LENGTH_BYTES, first) : AvcConfiguration.read(first);
        if (own.lengthBytes() != LENGTH_BYTES) {
            throw new IllegalArgumentException("lengths of " + own.lengthBytes() + " bytes");
        }
        ParameterNumbers numbers = ParameterNumbers.beside(own.parameterSets());
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        sets.writeBytes(own.parameterSets());
        List<byte[]> units = AnnexB.units(second);
        for (byte[] unit : units) {
            sets.writeBytes(AnnexB.START);
            sets.writeBytes(numbers.in(unit));
        }
        if (units.size() != 2) {
            throw new IllegalArgumentException(units.size() + " parameter sets, not one of each");
        }
        AvcConfiguration both = new AvcConfiguration(LENGTH_BYTES, sets.toByteArray());
        return new JoinedCoding(marked, numbers, both.written());
    }

    /** The configuration of both, as an MP4 holds it; pictures have lengths of four bytes. */
    public byte[] description() {
        return description;
    }

    /** A picture of the first coding, as its container has it. */
    public byte[] ofFirst(byte[] picture) {
        return marked ? AnnexB.withLengths(picture) : picture;
    }

    /**
     * A picture of the second.
     *
     * @param picture each unit behind a start code
     */
    public byte[] ofSecond(byte[] picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length + LENGTH_BYTES);
        for (byte[] unit : AnnexB.units(picture)) {
            AnnexB.write(numbers.in(unit), out);
        }
        return out.toByteArray();
    }

    /**
     * Whether decoding can begin with a picture whatever was decoded before (an IDR picture): none
     * that follows refers to one before it, or is shown before it.
     *
     * @param configuration as the container holds it
     * @param picture as the container has it
     * @throws IllegalArgumentException if the configuration cannot be read
     */
    public static boolean refreshes(byte[] configuration, byte[] picture) {
        byte[] marks =
                AnnexB.isMarked(configuration)
                        ? picture
                        : AnnexB.withStarts(picture, AvcConfiguration.read(configuration), false);
        return AnnexB.units(marks).stream()
                .anyMatch(unit -> ParameterNumbers.type(unit) == ParameterNumbers.KEY_SLICE);
    }
}
