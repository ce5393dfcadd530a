package io.zoetrope.models.runtime.read;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.text.Characters;
import io.zoetrope.models.text.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads single lines. A line is filled up with grey to one of a few widths, and only lines of one
 * width share a call, so that what it says does not depend on its neighbours. Thread-safe; the
 * opener closes it.
 */
public final class TextRecognizer implements LoadedModel {
    private static final int WIDTH_STEP = 160;

    /** Widths of the lines of one call, together: more costs more a line, on a processor. */
    private static final int CALL_WIDTH = 2560;

    private static final byte GREY = (byte) 128;

    private final ModelPackage model;
    private final PageGraph lines;
    private final Characters characters;

    private TextRecognizer(ModelPackage model, PageGraph lines, Characters characters) {
        this.model = model;
        this.lines = lines;
        this.characters = characters;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static TextRecognizer open(ModelPackage model, RuntimeOptions options) {
        Characters characters = Characters.of(model);
        return new TextRecognizer(model, PageGraph.open(model, "recognizer", options), characters);
    }

    /** Of the lines that {@link #read} takes. */
    public int height() {
        return model.manifest().image().shape().height();
    }

    /** Of the longest line. */
    public int maxWidth() {
        return model.manifest().image().shape().width();
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    @Override
    public int maxBatch() {
        return lines.graph().spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return lines.graph().provider();
    }

    /**
     * @param pictures of one line each, {@link #height} pixels high, at most {@link #maxWidth} wide
     * @return what each says, in the same order
     * @throws IllegalArgumentException if one has another size
     */
    public List<Characters.Reading> read(List<Page> pictures) {
        Map<Integer, List<Integer>> byWidth = new TreeMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            byWidth.computeIfAbsent(filledWidth(pictures.get(i)), w -> new ArrayList<>()).add(i);
        }
        Characters.Reading[] readings = new Characters.Reading[pictures.size()];
        byWidth.forEach(
                (width, indexes) -> {
                    List<Page> alike =
                            indexes.stream().map(i -> filled(pictures.get(i), width)).toList();
                    int most = Math.min(maxBatch(), Math.max(1, CALL_WIDTH / width));
                    List<Characters.Reading> some = Batches.each(alike, most, this::readBatch);
                    for (int i = 0; i < indexes.size(); i++) {
                        readings[indexes.get(i)] = some.get(i);
                    }
                });
        return List.of(readings);
    }

    private int filledWidth(Page line) {
        if (line.height() != height() || line.width() > maxWidth()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s takes lines %d pixels high and at most %d wide, got %dx%d",
                            lines.graph().file(),
                            height(),
                            maxWidth(),
                            line.width(),
                            line.height()));
        }
        int steps = (line.width() + WIDTH_STEP - 1) / WIDTH_STEP;
        return Math.min(maxWidth(), steps * WIDTH_STEP);
    }

    private static Page filled(Page line, int width) {
        byte[] rgb = new byte[width * line.height() * 3];
        Arrays.fill(rgb, GREY);
        for (int y = 0; y < line.height(); y++) {
            System.arraycopy(
                    line.rgb(), y * line.width() * 3, rgb, y * width * 3, line.width() * 3);
        }
        return new Page(rgb, width, line.height());
    }

    private List<Characters.Reading> readBatch(List<Page> alike) {
        return lines.run(
                alike,
                result -> {
                    long[] shape = result.shape("characters");
                    if (shape.length != 3
                            || shape[0] != alike.size()
                            || shape[2] != characters.size()) {
                        throw new ModelException(
                                String.format(
                                        Locale.ROOT,
                                        "%s: expected %d lines, steps and %d characters, got %s",
                                        lines.graph().file(),
                                        alike.size(),
                                        characters.size(),
                                        Arrays.toString(shape)));
                    }
                    int steps = (int) shape[1];
                    float[] values = result.floats("characters");
                    List<Characters.Reading> readings = new ArrayList<>();
                    for (int i = 0; i < alike.size(); i++) {
                        readings.add(characters.read(values, i * steps * characters.size(), steps));
                    }
                    return readings;
                });
    }

    @Override
    public void close() {
        lines.close();
    }
}
