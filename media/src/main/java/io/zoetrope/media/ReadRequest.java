package io.zoetrope.media;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass over a range, which serves all who want pictures of it.
 *
 * @param startUs first presentation time wanted, included; need not be a key frame's
 * @param endUs end of the range, excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition in a file that cannot be sought by time: {@link KeyFrameIndex#positions} of a
 *     key frame at or before the range's start, or -1 if not known, which may cost a scan of the
 *     whole file
 * @param pictures what is made of which frames; may be empty
 * @param jpegs likewise, for people
 * @param sound whether it is decoded too
 * @param captions whether the text tracks of the file are read too
 * @param captionsAlone whether nothing else is read, and no picture decoded: not the same as that
 *     nobody wants a picture, for such a pass still finds the end and the signatures
 */
public record ReadRequest(
        long startUs,
        long endUs,
        long bytePosition,
        List<PictureSampling> pictures,
        JpegSampling jpegs,
        SoundSampling sound,
        boolean captions,
        boolean captionsAlone) {
    public ReadRequest {
        if (captionsAlone && !(captions && isBare(pictures, jpegs, sound))) {
            throw new IllegalArgumentException("a pass for captions alone that asks for more");
        }
    }

    /** Pictures, and what goes with them. */
    public ReadRequest(
            long startUs,
            long endUs,
            long bytePosition,
            List<PictureSampling> pictures,
            JpegSampling jpegs,
            SoundSampling sound,
            boolean captions) {
        this(startUs, endUs, bytePosition, pictures, jpegs, sound, captions, false);
    }

    /** Pictures alone. */
    public ReadRequest(
            long startUs,
            long endUs,
            long bytePosition,
            List<PictureSampling> pictures,
            JpegSampling jpegs) {
        this(startUs, endUs, bytePosition, pictures, jpegs, SoundSampling.NONE, false);
    }

    public ReadRequest withSound(SoundSampling wanted) {
        return new ReadRequest(startUs, endUs, bytePosition, pictures, jpegs, wanted, captions);
    }

    public ReadRequest withCaptions() {
        return new ReadRequest(startUs, endUs, bytePosition, pictures, jpegs, sound, true);
    }

    /** For nothing but the text tracks of a range: no picture of it is decoded. */
    public static ReadRequest captionsAlone(long startUs, long endUs, long bytePosition) {
        return new ReadRequest(
                startUs,
                endUs,
                bytePosition,
                List.of(),
                JpegSampling.NONE,
                SoundSampling.NONE,
                true,
                true);
    }

    /** Whether nothing is asked for but what every pass gives. */
    private static boolean isBare(
            List<PictureSampling> pictures, JpegSampling jpegs, SoundSampling sound) {
        return pictures.isEmpty() && !jpegs.wanted() && !sound.wanted();
    }

    /** Whether it can go on where another one ended. */
    public boolean goesOn(ReadRequest before) {
        return before.endUs == startUs
                && before.samplings().equals(samplings())
                && before.sound.wanted() == sound.wanted()
                && before.captions == captions;
    }

    /** The different samplings of all who ask. */
    public Set<Sampling> samplings() {
        Set<Sampling> samplings = new LinkedHashSet<>();
        pictures.forEach(picture -> samplings.add(picture.sampling()));
        if (jpegs.wanted()) {
            samplings.add(jpegs.sampling());
        }
        return samplings;
    }

    /** Whether nothing but key frames is decoded: if nobody asks for anything else. */
    public boolean keyFramesOnly() {
        Set<Sampling> samplings = samplings();
        return !samplings.isEmpty() && samplings.stream().allMatch(Sampling::keyFramesOnly);
    }
}
