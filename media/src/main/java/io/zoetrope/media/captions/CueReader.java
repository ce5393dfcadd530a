package io.zoetrope.media.captions;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;

/**
 * SubRip and WebVTT: cues are a line with two times and the lines below, up to an empty one. What
 * stands before the times (a number, a name) is not read, so blocks of notes, styles and regions
 * are passed over.
 */
final class CueReader {
    /** Lines of one cue; a file without empty lines is not one cue. */
    private static final int MAX_CUE_LINES = 100;

    private final CaptionFile file;
    private final List<String> text = new ArrayList<>();
    private long startUs;
    private long endUs;
    private boolean open;

    /** Whether an empty line stands between the open cue's times and its text. */
    private boolean empty;

    CueReader(CaptionFile file) {
        this.file = file;
    }

    void read(String all) {
        boolean header = file.format() == CaptionFormat.WEBVTT;
        Iterator<String> lines = all.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            header &= !line.isBlank();
            if (header && line.startsWith("Language:")) {
                file.language(line.substring("Language:".length()).strip());
            }
            Matcher times = line.contains("->") ? CaptionTimes.line(line) : null;
            if (times != null && times.matches()) {
                dropNumber();
                close();
                startUs = CaptionTimes.us(times.group(1));
                endUs = CaptionTimes.us(times.group(2));
                open = true;
            } else if (open
                    && line.isBlank()
                    && (!text.isEmpty() || file.format() == CaptionFormat.WEBVTT)) {
                close();
            } else if (open && line.isBlank()) {
                empty = true;
            } else if (open && !line.isBlank() && text.size() < MAX_CUE_LINES) {
                text.add(line);
            }
        }
        close();
    }

    /**
     * If the empty line before a cue is missing, its number was taken for text; so it was if it
     * stands alone behind an empty line, where the text would stand.
     */
    private void dropNumber() {
        int last = text.size() - 1;
        if ((last >= 1 || last == 0 && empty) && text.get(last).strip().matches("\\d{1,7}")) {
            text.remove(last);
        }
    }

    private void close() {
        if (open) {
            file.add(startUs, endUs, String.join("\n", text), "");
        }
        text.clear();
        open = false;
        empty = false;
    }
}
