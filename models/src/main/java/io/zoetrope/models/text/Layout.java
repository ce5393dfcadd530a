package io.zoetrope.models.text;

import io.zoetrope.domain.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins what was read in regions to lines, and lines to blocks. Level writing only: what leans or
 * runs downwards stays a line of its own. All measures are in heights of the writing.
 */
public final class Layout {
    /** Two pieces of one line: how far their middles may differ, how wide a gap may be. */
    private static final double SAME_LINE = 0.4;

    private static final double WORD_GAP = 1.5;

    /** Two lines of one block: how far apart, and how unlike in height. */
    private static final double LINE_GAP = 0.9;

    private static final double SAME_HEIGHT = 1.6;

    private Layout() {}

    /**
     * A region and what it says.
     *
     * @param text not empty
     */
    public record Piece(TextRegion region, String text, float confidence) {
        float left() {
            return region.x() - region.width() / 2;
        }

        float right() {
            return region.x() + region.width() / 2;
        }
    }

    /** Pieces of one line, from the left, and their bounds in pixels. */
    private record Row(List<Piece> pieces, float left, float top, float right, float bottom) {
        float height() {
            return bottom - top;
        }

        static Row of(List<Piece> pieces) {
            float left = Float.MAX_VALUE;
            float top = Float.MAX_VALUE;
            float right = 0;
            float bottom = 0;
            for (Piece piece : pieces) {
                TextRegion r = piece.region();
                left = Math.min(left, piece.left());
                right = Math.max(right, piece.right());
                top = Math.min(top, r.y() - r.height() / 2);
                bottom = Math.max(bottom, r.y() + r.height() / 2);
            }
            return new Row(pieces, left, top, right, bottom);
        }
    }

    /**
     * @param pieces in any order; the result does not depend on it
     * @param width of the picture in pixels
     * @param height likewise
     */
    public static List<TextBlock> blocks(List<Piece> pieces, int width, int height) {
        List<Piece> sorted = new ArrayList<>(pieces);
        sorted.sort(
                Comparator.<Piece>comparingDouble(p -> p.region().y())
                        .thenComparingDouble(p -> p.region().x())
                        .thenComparing(Piece::text));
        List<Row> rows = new ArrayList<>();
        for (List<Piece> group : groups(sorted, Layout::sameLine)) {
            group.sort(Comparator.comparingDouble(Piece::left));
            rows.add(Row.of(group));
        }
        rows.sort(Comparator.<Row>comparingDouble(Row::top).thenComparingDouble(Row::left));
        List<TextBlock> blocks = new ArrayList<>();
        for (List<Row> group : groups(rows, Layout::sameBlock)) {
            blocks.add(block(group, width, height));
        }
        blocks.sort(
                Comparator.<TextBlock>comparingDouble(b -> b.box().y0())
                        .thenComparingDouble(b -> b.box().x0()));
        return List.copyOf(blocks);
    }

    private interface Belongs<T> {
        boolean together(T a, T b);
    }

    /** Sets of items that hang together by pairs, in the order of their first item. */
    private static <T> List<List<T>> groups(List<T> items, Belongs<T> belongs) {
        int[] root = new int[items.size()];
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
            for (int j = 0; j < i; j++) {
                if (belongs.together(items.get(j), items.get(i))) {
                    int a = rootOf(root, j);
                    int b = rootOf(root, i);
                    root[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        Map<Integer, List<T>> groups = new TreeMap<>();
        for (int i = 0; i < root.length; i++) {
            groups.computeIfAbsent(rootOf(root, i), r -> new ArrayList<>()).add(items.get(i));
        }
        return new ArrayList<>(groups.values());
    }

    private static int rootOf(int[] root, int item) {
        int at = item;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    private static boolean sameLine(Piece a, Piece b) {
        TextRegion first = a.region();
        TextRegion second = b.region();
        if (!first.isLevel() || !second.isLevel()) {
            return false;
        }
        float least = Math.min(first.height(), second.height());
        float most = Math.max(first.height(), second.height());
        float gap = Math.max(a.left(), b.left()) - Math.min(a.right(), b.right());
        return most <= SAME_HEIGHT * least
                && Math.abs(first.y() - second.y()) <= SAME_LINE * least
                && gap <= WORD_GAP * least
                && gap > -least;
    }

    private static boolean sameBlock(Row a, Row b) {
        if (!a.pieces().get(0).region().isLevel() || !b.pieces().get(0).region().isLevel()) {
            return false;
        }
        float least = Math.min(a.height(), b.height());
        float gap = Math.max(a.top(), b.top()) - Math.min(a.bottom(), b.bottom());
        boolean beside = a.left() < b.right() && b.left() < a.right();
        return Math.max(a.height(), b.height()) <= SAME_HEIGHT * least
                && beside
                && gap <= LINE_GAP * least;
    }

    private static TextBlock block(List<Row> rows, int width, int height) {
        List<TextLine> lines = rows.stream().map(row -> line(row, width, height)).toList();
        return new TextBlock(
                lines, lines.stream().map(TextLine::box).reduce(Layout::around).orElseThrow());
    }

    private static TextLine line(Row row, int width, int height) {
        StringBuilder text = new StringBuilder();
        double sum = 0;
        int letters = 0;
        Box box = null;
        for (Piece piece : row.pieces()) {
            text.append(text.isEmpty() ? "" : " ").append(piece.text());
            sum += (double) piece.confidence() * piece.text().length();
            letters += piece.text().length();
            Box own = piece.region().box(width, height);
            box = box == null ? own : around(box, own);
        }
        return new TextLine(text.toString(), (float) (sum / letters), box);
    }

    private static Box around(Box a, Box b) {
        return new Box(
                Math.min(a.x0(), b.x0()),
                Math.min(a.y0(), b.y0()),
                Math.max(a.x1(), b.x1()),
                Math.max(a.y1(), b.y1()));
    }
}
