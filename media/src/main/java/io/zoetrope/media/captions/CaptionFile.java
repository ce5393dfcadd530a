package io.zoetrope.media.captions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a whole caption file. Nothing in it is an error: what cannot be read is counted. Time grows
 * with its length alone.
 *
 * <p>Sources: SubRip as players read it; WebVTT, W3C 2019; ASS as libass reads it. One instance
 * reads one file; not thread-safe.
 */
public final class CaptionFile {
    /** Lines that are kept of one file. */
    public static final int MAX_LINES = 50_000;

    /** A line that lasts longer ends here: one of ten hours would be said in every moment. */
    public static final long MAX_LINE_US = 120_000_000;

    /** Characters of one line; the rest is cut. */
    public static final int MAX_TEXT = 2_000;

    /** Bytes that are looked at. */
    public static final int MAX_BYTES = 64 << 20;

    private final CaptionFormat format;
    private final CaptionCue cue;
    private String language;
    private final List<CaptionLine> lines = new ArrayList<>();
    private int broken;
    private int shortened;
    private int dropped;

    private CaptionFile(CaptionFormat format, String language) {
        this.format = format;
        this.cue = new CaptionCue(format, 0);
        this.language = language;
    }

    /**
     * @param bytes of the whole file, in UTF-8, UTF-16 or an older encoding; not kept
     * @param language that whoever gives the file says, or empty; tells older encodings apart
     */
    public static Captions read(byte[] bytes, String language) {
        byte[] looked =
                bytes.length > MAX_BYTES ? java.util.Arrays.copyOf(bytes, MAX_BYTES) : bytes;
        CaptionEncoding.Decoded decoded = CaptionEncoding.decode(looked, language);
        String text = decoded.text();
        CaptionFormat format = CaptionFormat.of(text);
        CaptionFile file = new CaptionFile(format, language);
        file.broken = decoded.damaged();
        if (format == CaptionFormat.SUBSTATION) {
            new SubstationReader(file).read(text);
        } else {
            new CueReader(file).read(text);
        }
        return file.captions();
    }

    private Captions captions() {
        lines.sort(Comparator.comparingLong(CaptionLine::startUs));
        return new Captions(format, List.copyOf(lines), broken, shortened, dropped);
    }

    CaptionFormat format() {
        return format;
    }

    /** What the file says itself; what was given goes before. */
    void language(String said) {
        if (language.isEmpty()) {
            language = said;
        }
    }

    /** A line whose times make no sense. */
    void broken() {
        broken++;
    }

    /**
     * @param text with its markup
     * @param speaker that the file names beside the text, or empty
     */
    void add(long startUs, long endUs, String text, String speaker) {
        if (startUs < 0 || endUs <= startUs) {
            broken++;
            return;
        }
        long end = Math.min(endUs, startUs + MAX_LINE_US);
        int before = lines.size();
        for (CaptionLine line : cue.lines(startUs, end, text, language, speaker)) {
            if (lines.size() >= MAX_LINES) {
                dropped++;
            } else {
                lines.add(line);
            }
        }
        shortened += end < endUs && lines.size() > before ? 1 : 0;
    }
}
