package io.zoetrope.testing.tracks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** MOTChallenge text for tests. */
public final class MotFiles {
    private MotFiles() {}

    /** Rows of a result or of a truth; of a truth those that count. */
    public static List<MotRow> rows(Path file, boolean isTruth) throws IOException {
        List<MotRow> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            double[] v = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
            if (!isTruth || v[6] != 0) {
                rows.add(new MotRow((int) v[0], (long) v[1], v[2], v[3], v[4], v[5]));
            }
        }
        return rows;
    }
}
