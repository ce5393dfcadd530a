package io.zoetrope.models.runtime.read;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.text.Characters;
import io.zoetrope.models.text.Layout;
import io.zoetrope.models.text.LineCrops;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.PageText;
import io.zoetrope.models.text.RegionFinder;
import io.zoetrope.models.text.TextRegion;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is written on pictures: a detector finds the regions, a recogniser reads those of all
 * pictures together. Thread-safe; the opener closes it.
 */
public final class TextReader implements LoadedModel {
    /** Readings below are dropped: textures and logos that look like writing. */
    private static final float LEAST_CONFIDENCE = 0.6f;

    private final ModelRef model;
    private final TextDetector detector;
    private final TextRecognizer recognizer;

    private TextReader(ModelRef model, TextDetector detector, TextRecognizer recognizer) {
        this.model = model;
        this.detector = detector;
        this.recognizer = recognizer;
    }

    /**
     * @throws ModelException if a graph cannot be loaded or is not what its manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static TextReader open(
            ModelPackage detector, ModelPackage recognizer, RuntimeOptions options) {
        TextDetector found = TextDetector.open(detector, options);
        try {
            ModelRef both = model(detector.ref(), recognizer.ref());
            return new TextReader(both, found, TextRecognizer.open(recognizer, options));
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
    }

    /** What reads with these two. */
    public static ModelRef model(ModelRef detector, ModelRef recognizer) {
        return new ModelRef(
                detector.name() + '-' + recognizer.name(),
                detector.version() + '-' + recognizer.version());
    }

    @Override
    public ModelRef model() {
        return model;
    }

    /** Pictures of one call; the lines on them are gathered over all of them. */
    @Override
    public int maxBatch() {
        return detector.maxBatch();
    }

    /** Where the detector runs. */
    @Override
    public Provider provider() {
        return detector.provider();
    }

    public TextDetector detector() {
        return detector;
    }

    public TextRecognizer recognizer() {
        return recognizer;
    }

    /** One crop of a page; a tall region has two, upright and turned. */
    private record Crop(int page, TextRegion region, boolean second) {}

    /**
     * @return what each picture says, in the same order
     */
    public List<PageText> read(List<Page> pages) {
        List<RegionFinder.Found> found = detector.detect(pages);
        List<Crop> crops = new ArrayList<>();
        List<Page> lines = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            for (TextRegion region : found.get(i).regions()) {
                add(crops, lines, pages.get(i), new Crop(i, region, false));
                if (region.isTall()) {
                    add(crops, lines, pages.get(i), new Crop(i, region.turned(), true));
                }
            }
        }
        List<List<Layout.Piece>> pieces = pieces(pages.size(), crops, recognizer.read(lines));
        List<PageText> texts = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            texts.add(
                    new PageText(
                            Layout.blocks(pieces.get(i), page.width(), page.height()),
                            found.get(i).dropped()));
        }
        return texts;
    }

    private void add(List<Crop> crops, List<Page> lines, Page page, Crop crop) {
        crops.add(crop);
        lines.add(LineCrops.cut(page, crop.region(), recognizer.height(), recognizer.maxWidth()));
    }

    private static List<List<Layout.Piece>> pieces(
            int pages, List<Crop> crops, List<Characters.Reading> readings) {
        List<List<Layout.Piece>> pieces = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            pieces.add(new ArrayList<>());
        }
        for (int i = 0; i < crops.size(); i++) {
            boolean turnedIsNext = i + 1 < crops.size() && crops.get(i + 1).second();
            boolean turned =
                    turnedIsNext && readings.get(i + 1).confidence() > readings.get(i).confidence();
            int best = turned ? i + 1 : i;
            Characters.Reading reading = readings.get(best);
            if (reading.confidence() >= LEAST_CONFIDENCE && says(reading.text())) {
                pieces.get(crops.get(best).page())
                        .add(
                                new Layout.Piece(
                                        crops.get(best).region(),
                                        reading.text(),
                                        reading.confidence()));
            }
            i += turnedIsNext ? 1 : 0;
        }
        return pieces;
    }

    /** A single letter or digit is a thing that looks like one more often than writing. */
    private static boolean says(String text) {
        int letters = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            letters += Character.isLetterOrDigit(character) ? 1 : 0;
            letters += Character.isIdeographic(character) ? 1 : 0;
        }
        return letters >= 2;
    }

    @Override
    public void close() {
        detector.close();
        recognizer.close();
    }
}
