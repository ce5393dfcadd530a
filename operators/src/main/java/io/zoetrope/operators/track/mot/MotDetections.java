package io.zoetrope.operators.track.mot;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads detections as MOTChallenge writes them: {@code frame, id, x, y, width, height, score},
 * further columns are not looked at. Lines may come in any order.
 */
final class MotDetections {
    static final int MAX_FRAME = 10_000_000;

    /** Bounds memory: an hour of a crowd. */
    private static final int MOST_BOXES = 10_000_000;

    /** Pixels; no frame is so large. */
    private static final double FARTHEST = 1e7;

    private static final int LEAST_COLUMNS = 6;
    private static final int SCORE = 6;
    private static final String SHAPE = "write frame,id,x,y,width,height,score";

    private MotDetections() {}

    /**
     * @return by frame, each frame's in the order of the file
     * @throws MotException if a line cannot be read, or nothing is in the file
     */
    static List<MotBox> read(Path file) throws IOException, MotException {
        List<MotBox> boxes = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (!text.isBlank()) {
                    if (boxes.size() == MOST_BOXES) {
                        throw bad(number, "is one too many: give at most " + MOST_BOXES);
                    }
                    boxes.add(parse(text.strip(), number));
                }
            }
        } catch (MalformedInputException e) {
            throw new MotException("is not text: give a MOTChallenge file of detections");
        }
        if (boxes.isEmpty()) {
            throw new MotException("has no detections: " + SHAPE + ", one detection a line");
        }
        boxes.sort(Comparator.comparingInt(MotBox::frame));
        return boxes;
    }

    private static MotBox parse(String line, int number) throws MotException {
        String[] columns = line.split("\\s*[,;\\s]\\s*", -1);
        if (columns.length < LEAST_COLUMNS) {
            throw bad(number, "has " + columns.length + " columns: " + SHAPE);
        }
        double frame = number(columns, 0, "frame", number);
        if (frame != Math.rint(frame) || frame < 1 || frame > MAX_FRAME) {
            throw bad(
                    number,
                    "has the frame " + columns[0] + ": count whole frames from 1 to " + MAX_FRAME);
        }
        return new MotBox(
                (int) frame,
                pixels(columns, 2, "x", number),
                pixels(columns, 3, "y", number),
                pixels(columns, 4, "width", number),
                pixels(columns, 5, "height", number),
                columns.length > SCORE && !columns[SCORE].isEmpty()
                        ? number(columns, SCORE, "score", number)
                        : 1);
    }

    private static double pixels(String[] columns, int at, String name, int line)
            throws MotException {
        double value = number(columns, at, name, line);
        if (Math.abs(value) > FARTHEST) {
            throw bad(line, "has " + shown(columns[at]) + " as " + name + ": write pixels");
        }
        return value;
    }

    private static double number(String[] columns, int at, String name, int line)
            throws MotException {
        try {
            double value = Double.parseDouble(columns[at]);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for what is not finite.
        }
        throw bad(line, "has '" + shown(columns[at]) + "' as " + name + ": write a number");
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
    }

    private static MotException bad(int line, String what) {
        return new MotException("line " + line + " " + what);
    }
}
