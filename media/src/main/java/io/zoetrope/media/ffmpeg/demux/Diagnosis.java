package io.zoetrope.media.ffmpeg.demux;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ffmpeg.container.Boxes;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.container.DeclaredLength;
import io.zoetrope.media.ffmpeg.container.EncryptionMarks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Finds in a file's bytes why FFmpeg got no picture out of it. */
public final class Diagnosis {
    private static final int BRAND_BYTES = 256;
    private static final Set<String> STILL_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "mif1", "mif2", "avif", "jpeg", "miaf", "MiHE");

    private static final int SELF_CONTAINED = 1;
    private static final int VERSION_BYTES = 4;

    private Diagnosis() {}

    /**
     * A file of pictures that begins like a video (HEIC, AVIF): it has none of the boxes in which
     * tracks are described.
     */
    static boolean stillPicture(MediaSource source) throws IOException {
        Boxes boxes = new Boxes(source);
        if (!boxes.next("ftyp") || !stillBrand(boxes.content(BRAND_BYTES))) {
            return false;
        }
        while (boxes.next()) {
            if (boxes.type().equals("moov") || boxes.type().equals("moof")) {
                return false;
            }
        }
        return !boxes.gaveUp();
    }

    private static boolean stillBrand(ByteBuffer brands) {
        byte[] brand = new byte[Integer.BYTES];
        while (brands.remaining() >= brand.length) {
            brands.get(brand);
            if (STILL_BRANDS.contains(new String(brand, StandardCharsets.ISO_8859_1))) {
                return true;
            }
        }
        return false;
    }

    /** Why a container could not be opened. */
    static RejectedInput unopened(String name, Container container, int code, MediaSource source)
            throws IOException {
        long missing = DeclaredLength.missingBytes(container, source);
        if (missing > 0) {
            return Rejections.truncated(name);
        }
        if (EncryptionMarks.in(container, source, 0)) {
            return Rejections.encrypted(name);
        }
        if (container == Container.MP4 && picturesElsewhere(source)) {
            return Rejections.externalData(name);
        }
        return asFarAsSeen(Rejections.malformed(name, container, code), missing);
    }

    /** A reason that is found by leaving others out says so if the file was not seen to its end. */
    private static RejectedInput asFarAsSeen(RejectedInput why, long missing) {
        return missing == DeclaredLength.NOT_KNOWN
                ? why.saying(
                        "%s Only the first %s of its boxes were looked at."
                                .formatted(why.getMessage(), Integer.toString(Boxes.MOST)))
                : why;
    }

    /** Why a container has no video track. */
    public static RejectedInput noVideoTrack(String name, Demuxer demuxer, MediaSource source)
            throws IOException {
        return demuxer.container() == Container.MP4 && picturesElsewhere(source)
                ? Rejections.externalData(name)
                : Rejections.noVideoTrack(name);
    }

    /** Why a video track gave not one packet. */
    public static RejectedInput noPackets(String name, Demuxer demuxer, MediaSource source)
            throws IOException {
        Container container = demuxer.container();
        long missing = DeclaredLength.missingBytes(container, source);
        if (missing > 0) {
            return Rejections.truncated(name);
        }
        if (container == Container.MP4 && picturesElsewhere(source)) {
            return Rejections.externalData(name);
        }
        RejectedInput why =
                demuxer.endedInError()
                        ? Rejections.malformed(name, container, demuxer.lastError())
                        : Rejections.zeroLength(name);
        return asFarAsSeen(why, missing);
    }

    /** Whether an MP4 names another file for its pictures, or is nothing but a list of others. */
    static boolean picturesElsewhere(MediaSource source) throws IOException {
        Boxes file = new Boxes(source);
        while (file.next("moov")) {
            Boxes movie = file.inside(0);
            while (movie.next()) {
                if (movie.type().equals("rmra")
                        || movie.type().equals("trak") && dataElsewhere(movie)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean dataElsewhere(Boxes track) throws IOException {
        Boxes at = track;
        for (String type : new String[] {"mdia", "minf", "dinf", "dref"}) {
            at = at.inside(0);
            if (!at.next(type)) {
                return false;
            }
        }
        Boxes entries = at.inside(2 * VERSION_BYTES);
        while (entries.next()) {
            ByteBuffer flags = entries.content(VERSION_BYTES);
            boolean here =
                    flags.remaining() == VERSION_BYTES && (flags.getInt() & SELF_CONTAINED) != 0;
            if (!here) {
                return true;
            }
        }
        return false;
    }
}
