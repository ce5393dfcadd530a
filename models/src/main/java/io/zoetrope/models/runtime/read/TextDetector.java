package io.zoetrope.models.runtime.read;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.TextRegions;
import io.zoetrope.models.pictures.Crops;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.RegionFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds where on a picture something is written. Thread-safe; the opener closes it. */
public final class TextDetector implements LoadedModel {
    private static final Box ALL = new Box(0, 0, 1, 1);

    private final ModelPackage model;
    private final PageGraph pages;
    private final TextRegions rule;
    private final RegionFinder finder;

    private TextDetector(ModelPackage model, PageGraph pages) {
        this.model = model;
        this.pages = pages;
        this.rule = model.manifest().regions();
        this.finder = new RegionFinder(rule);
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static TextDetector open(ModelPackage model, RuntimeOptions options) {
        return new TextDetector(model, PageGraph.open(model, "detector", options));
    }

    /** Longer pictures are reduced to this side; none is enlarged. */
    public int maxSide() {
        FrameShape most = model.manifest().image().shape();
        return Math.min(most.width(), most.height());
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    @Override
    public int maxBatch() {
        return pages.graph().spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return pages.graph().provider();
    }

    /**
     * @return for each picture what was found, in its own pixels
     */
    public List<RegionFinder.Found> detect(List<Page> pictures) {
        Map<List<Integer>, List<Integer>> bySize = new LinkedHashMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            bySize.computeIfAbsent(size(pictures.get(i)), s -> new ArrayList<>()).add(i);
        }
        RegionFinder.Found[] found = new RegionFinder.Found[pictures.size()];
        bySize.forEach(
                (size, indexes) -> {
                    List<Page> alike = indexes.stream().map(pictures::get).toList();
                    List<RegionFinder.Found> some =
                            Batches.each(alike, maxBatch(), batch -> detect(batch, size));
                    for (int i = 0; i < indexes.size(); i++) {
                        found[indexes.get(i)] = some.get(i);
                    }
                });
        return List.of(found);
    }

    /** Width and height at which the graph sees it. */
    private List<Integer> size(Page picture) {
        double scale =
                Math.min(1, (double) maxSide() / Math.max(picture.width(), picture.height()));
        return List.of(side(picture.width() * scale), side(picture.height() * scale));
    }

    private int side(double wanted) {
        int multiple = rule.multiple();
        int most = Math.max(multiple, maxSide() / multiple * multiple);
        int nearest = (int) Math.round(wanted / multiple) * multiple;
        return Math.min(most, Math.max(multiple, nearest));
    }

    private List<RegionFinder.Found> detect(List<Page> alike, List<Integer> size) {
        int width = size.get(0);
        int height = size.get(1);
        List<Page> fitted = alike.stream().map(page -> fitted(page, width, height)).toList();
        float[] maps = pages.run(fitted, result -> result.floats("probability"));
        int each = width * height;
        if (maps.length != each * alike.size()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected %d maps of %dx%d, got %d numbers",
                            pages.graph().file(),
                            alike.size(),
                            width,
                            height,
                            maps.length));
        }
        List<RegionFinder.Found> found = new ArrayList<>();
        for (int i = 0; i < alike.size(); i++) {
            float[] map = Arrays.copyOfRange(maps, i * each, (i + 1) * each);
            Page page = alike.get(i);
            found.add(finder.find(map, width, height, page.width(), page.height()));
        }
        return found;
    }

    private static Page fitted(Page page, int width, int height) {
        if (page.width() == width && page.height() == height) {
            return page;
        }
        FrameShape shape = new FrameShape(width, height, FrameShape.Fit.STRETCH, 0);
        byte[] rgb = Crops.cut(page.rgb(), page.width(), page.height(), ALL, shape);
        return new Page(rgb, width, height);
    }

    @Override
    public void close() {
        pages.close();
    }
}
