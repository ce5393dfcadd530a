package io.zoetrope.testing.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotScoreTest {
    @Test
    void theTruthIsPerfect() {
        List<MotRow> truth = MadeScene.make(Scenes.ALL.get(0), 1).truth();

        MotScore score = MotScore.of(truth, truth);

        assertThat(score.mota()).isEqualTo(100);
        assertThat(score.idf1()).isEqualTo(100);
        assertThat(score.hota()).isCloseTo(100, within(1e-9));
        assertThat(score.switches()).isZero();
    }

    @Test
    void aTrackThatChangesItsNumberInTheMiddle() {
        List<MotRow> truth = new ArrayList<>();
        List<MotRow> result = new ArrayList<>();
        for (int frame = 1; frame <= 10; frame++) {
            truth.add(new MotRow(frame, 1, 10, 10, 20, 40));
            result.add(new MotRow(frame, frame <= 5 ? 7 : 8, 10, 10, 20, 40));
        }
        result.add(new MotRow(11, 8, 10, 10, 20, 40));

        MotScore score = MotScore.of(truth, result);

        assertThat(score.switches()).isEqualTo(1);
        assertThat(score.falsePositives()).isEqualTo(1);
        assertThat(score.mota()).isCloseTo(80, within(1e-9));
        assertThat(score.idf1()).isCloseTo(100 * 10 / 21., within(1e-9));
    }

    /**
     * What a public scorer, checked against MOTChallenge's own figures, says of the published SORT
     * on two real sequences: both the scorer and the baseline here must say the same.
     */
    @ParameterizedTest
    @CsvSource({
        "TUD-Campus, det_frcnn, 71, 62.7, 60.6, 6, 45.3",
        "TUD-Campus, det_dpm, 71, 39.8, 45.9, 15, 31.0",
        "KITTI-17, det_frcnn, 145, 60.2, 71.1, 9, 45.4",
        "KITTI-17, det_dpm, 145, 49.8, 63.1, 3, 38.9"
    })
    void agreesOnSort(
            String name,
            String file,
            int frames,
            double mota,
            double idf1,
            int switches,
            double hota)
            throws IOException {
        Path folder = Path.of(System.getProperty("zoetrope.shared", "")).resolve("tracking");
        assumeTrue(Files.isDirectory(folder), "zoetrope.shared has no tracking sequences");
        List<MotRow> truth = MotFiles.rows(folder.resolve(name).resolve("gt.txt"), true);
        List<MotRow> seen = MotFiles.rows(folder.resolve(name).resolve(file + ".txt"), false);

        MotScore score = MotScore.of(truth, SortBaseline.run(SortBaseline.byFrame(seen), frames));

        assertThat(score.mota()).isCloseTo(mota, within(.06));
        assertThat(score.idf1()).isCloseTo(idf1, within(.06));
        assertThat(score.hota()).isCloseTo(hota, within(.06));
        assertThat(score.switches()).isEqualTo(switches);
    }
}
