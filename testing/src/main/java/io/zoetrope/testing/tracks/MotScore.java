package io.zoetrope.testing.tracks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores a result against the truth, in percent: MOTA and switches (Bernardin and Stiefelhagen
 * 2008, overlap .5), IDF1 (Ristani et al. 2016), HOTA with its detection and association accuracy
 * (Luiten et al. 2021).
 */
public record MotScore(
        double mota,
        double idf1,
        double hota,
        double detA,
        double assA,
        int switches,
        int falsePositives,
        int misses,
        int truth) {
    private static final double OVERLAP = .5;
    private static final double MOST_PAIRS_FIRST = 10;

    public static MotScore of(List<MotRow> truth, List<MotRow> result) {
        return new Scorer(truth, result).score();
    }

    private static final class Scorer {
        private final TreeMap<Integer, List<MotRow>> truths = new TreeMap<>();
        private final TreeMap<Integer, List<MotRow>> results = new TreeMap<>();
        private final Map<Long, Integer> truthIds = new HashMap<>();
        private final Map<Long, Integer> resultIds = new HashMap<>();
        private final int boxes;
        private final int given;
        private int switches;
        private int pairs;

        private Scorer(List<MotRow> truth, List<MotRow> result) {
            boxes = truth.size();
            given = result.size();
            for (MotRow row : truth) {
                truths.computeIfAbsent(row.frame(), f -> new ArrayList<>()).add(row);
                truthIds.putIfAbsent(row.id(), truthIds.size());
            }
            for (MotRow row : result) {
                results.computeIfAbsent(row.frame(), f -> new ArrayList<>()).add(row);
                resultIds.putIfAbsent(row.id(), resultIds.size());
            }
        }

        private MotScore score() {
            clear();
            double idf1 = identity();
            double[] hota = hota();
            int misses = boxes - pairs;
            int extra = given - pairs;
            double mota = 100 * (1 - (double) (misses + extra + switches) / boxes);
            return new MotScore(
                    mota, idf1, hota[0], hota[1], hota[2], switches, extra, misses, boxes);
        }

        private static double[][] overlaps(List<MotRow> truth, List<MotRow> result) {
            double[][] iou = new double[truth.size()][result.size()];
            for (int i = 0; i < iou.length; i++) {
                for (int j = 0; j < iou[i].length; j++) {
                    iou[i][j] = truth.get(i).iou(result.get(j));
                }
            }
            return iou;
        }

        private void clear() {
            Map<Long, Long> last = new HashMap<>();
            for (Map.Entry<Integer, List<MotRow>> frame : truths.entrySet()) {
                List<MotRow> truth = frame.getValue();
                List<MotRow> result = results.getOrDefault(frame.getKey(), List.of());
                double[][] iou = overlaps(truth, result);
                double[][] value = new double[truth.size()][result.size()];
                boolean[] usedRow = new boolean[truth.size()];
                boolean[] usedColumn = new boolean[result.size()];
                for (int i = 0; i < iou.length; i++) {
                    for (int j = 0; j < iou[i].length; j++) {
                        Long before = last.get(truth.get(i).id());
                        boolean kept = before != null && before == result.get(j).id();
                        if (kept && iou[i][j] >= OVERLAP && !usedColumn[j]) {
                            usedRow[i] = true;
                            usedColumn[j] = true;
                            pairs++;
                        }
                    }
                }
                for (int i = 0; i < iou.length; i++) {
                    for (int j = 0; j < iou[i].length; j++) {
                        boolean open = !usedRow[i] && !usedColumn[j] && iou[i][j] >= OVERLAP;
                        value[i][j] = open ? MOST_PAIRS_FIRST + iou[i][j] : 0;
                    }
                }
                int[] match = BestPairs.of(value);
                for (int i = 0; i < match.length; i++) {
                    if (match[i] >= 0) {
                        pairs++;
                        Long before = last.put(truth.get(i).id(), result.get(match[i]).id());
                        if (before != null && before != result.get(match[i]).id()) {
                            switches++;
                        }
                    }
                }
            }
        }

        private double identity() {
            double[][] both = new double[truthIds.size()][resultIds.size()];
            for (Map.Entry<Integer, List<MotRow>> frame : truths.entrySet()) {
                for (MotRow truth : frame.getValue()) {
                    for (MotRow row : results.getOrDefault(frame.getKey(), List.of())) {
                        if (truth.iou(row) >= OVERLAP) {
                            both[truthIds.get(truth.id())][resultIds.get(row.id())]++;
                        }
                    }
                }
            }
            int[] match = BestPairs.of(both);
            double same = 0;
            for (int i = 0; i < match.length; i++) {
                same += match[i] < 0 ? 0 : both[i][match[i]];
            }
            return 100 * 2 * same / (boxes + given);
        }

        private double[] hota() {
            int n = truthIds.size();
            int m = resultIds.size();
            double[][] potential = new double[n][m];
            double[] truthCount = new double[n];
            double[] resultCount = new double[m];
            for (List<MotRow> rows : results.values()) {
                rows.forEach(row -> resultCount[resultIds.get(row.id())]++);
            }
            for (Map.Entry<Integer, List<MotRow>> frame : truths.entrySet()) {
                List<MotRow> truth = frame.getValue();
                List<MotRow> result = results.getOrDefault(frame.getKey(), List.of());
                truth.forEach(row -> truthCount[truthIds.get(row.id())]++);
                double[][] iou = overlaps(truth, result);
                double[] columnSum = new double[result.size()];
                for (double[] row : iou) {
                    for (int j = 0; j < row.length; j++) {
                        columnSum[j] += row[j];
                    }
                }
                for (int i = 0; i < iou.length; i++) {
                    double rowSum = 0;
                    for (double v : iou[i]) {
                        rowSum += v;
                    }
                    for (int j = 0; j < iou[i].length; j++) {
                        double all = rowSum + columnSum[j] - iou[i][j];
                        if (all > 1e-12) {
                            potential[truthIds.get(truth.get(i).id())][
                                            resultIds.get(result.get(j).id())] +=
                                    iou[i][j] / all;
                        }
                    }
                }
            }
            int steps = 19;
            double[][][] counts = new double[steps][n][m];
            double[] hits = new double[steps];
            for (Map.Entry<Integer, List<MotRow>> frame : truths.entrySet()) {
                List<MotRow> truth = frame.getValue();
                List<MotRow> result = results.getOrDefault(frame.getKey(), List.of());
                double[][] iou = overlaps(truth, result);
                double[][] value = new double[truth.size()][result.size()];
                for (int i = 0; i < value.length; i++) {
                    for (int j = 0; j < value[i].length; j++) {
                        int a = truthIds.get(truth.get(i).id());
                        int b = resultIds.get(result.get(j).id());
                        double all = truthCount[a] + resultCount[b] - potential[a][b];
                        value[i][j] = potential[a][b] / Math.max(all, 1e-9) * iou[i][j];
                    }
                }
                int[] match = BestPairs.of(value);
                for (int i = 0; i < match.length; i++) {
                    for (int k = 0; match[i] >= 0 && k < steps; k++) {
                        if (iou[i][match[i]] >= .05 * (k + 1) - 1e-9) {
                            hits[k]++;
                            counts[k][truthIds.get(truth.get(i).id())][
                                    resultIds.get(result.get(match[i]).id())]++;
                        }
                    }
                }
            }
            double[] mean = new double[3];
            for (int k = 0; k < steps; k++) {
                double sum = 0;
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < m; b++) {
                        double c = counts[k][a][b];
                        sum += c * c / Math.max(1, truthCount[a] + resultCount[b] - c);
                    }
                }
                double association = sum / Math.max(1, hits[k]);
                double detection = hits[k] / Math.max(1, boxes + given - hits[k]);
                mean[0] += 100 * Math.sqrt(association * detection) / steps;
                mean[1] += 100 * detection / steps;
                mean[2] += 100 * association / steps;
            }
            return mean;
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "MOTA %5.1f IDF1 %5.1f HOTA %5.1f AssA %5.1f sw %3d FP %4d FN %4d",
                mota,
                idf1,
                hota,
                assA,
                switches,
                falsePositives,
                misses);
    }
}
