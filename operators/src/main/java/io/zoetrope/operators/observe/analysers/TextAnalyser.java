package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.PageText;
import io.zoetrope.models.text.TextBlock;
import io.zoetrope.models.text.TextLine;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.LargePicture;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.SentenceVectors;
import io.zoetrope.operators.text.SeenText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Reads what is written on the screen, and gives each block of it a vector. */
public final class TextAnalyser implements Analyser {
    private static final long serialVersionUID = 1L;

    /** Blocks that are kept of one picture, from the top. */
    static final int MAX_BLOCKS = 100;

    /** Characters that are kept of one block. */
    static final int MAX_CHARS = 2000;

    /** It reads the larger picture; nothing smaller is of use. */
    private static final FrameShape LEAST = new FrameShape(2, 2, FrameShape.Fit.STRETCH, 0);

    private final PlannedReader reader;
    private final SentenceVectors sentences;
    private final AnalyserSpec spec;

    private transient SharedEngine<Page, PageText> engine;

    public TextAnalyser(PlannedReader reader, SentenceVectors sentences, Sampling sampling) {
        this.reader = reader;
        this.sentences = sentences;
        this.spec =
                AnalyserSpec.of(Analysers.TEXT, reader.ref(), sampling, LEAST)
                        .withLargePicture(AnalyserSpec.MAX_LARGE_SIDE);
    }

    @Override
    public AnalyserSpec spec() {
        return spec;
    }

    @Override
    public void open() {
        sentences.open();
        engine = reader.open();
    }

    /** Not that of the sentences: it is shown where lines of dialogue are asked about. */
    @Override
    public List<SharedEngine<?, ?>> engines() {
        return List.of(engine);
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture)
            throws InterruptedException {
        LargePicture large = picture.large();
        return engine.submit(new Page(large.rgb(), large.width(), large.height()))
                .thenCompose(this::observation);
    }

    private CompletableFuture<Observation> observation(PageText page) {
        List<TextBlock> blocks = page.blocks();
        List<TextBlock> kept = blocks.subList(0, Math.min(blocks.size(), MAX_BLOCKS));
        int passedOver = page.dropped() + blocks.size() - kept.size();
        List<CompletableFuture<SeenText>> seen = new ArrayList<>();
        for (TextBlock block : kept) {
            seen.add(seen(block));
        }
        return CompletableFuture.allOf(seen.toArray(CompletableFuture[]::new))
                .thenApply(
                        done ->
                                Observation.ofTexts(
                                        seen.stream().map(CompletableFuture::join).toList(),
                                        passedOver));
    }

    private CompletableFuture<SeenText> seen(TextBlock block) {
        String text = text(block.lines());
        CompletableFuture<Vector> vector;
        try {
            vector = sentences.of(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
        return vector.thenApply(v -> new SeenText(text, block.confidence(), block.box(), v));
    }

    private static String text(List<TextLine> lines) {
        String all = lines.stream().map(TextLine::text).collect(Collectors.joining(" "));
        if (all.length() <= MAX_CHARS) {
            return all;
        }
        boolean pair = Character.isHighSurrogate(all.charAt(MAX_CHARS - 1));
        return all.substring(0, pair ? MAX_CHARS - 1 : MAX_CHARS);
    }

    @Override
    public void close() {
        sentences.close();
        if (engine != null) {
            engine.close();
        }
    }
}
