package io.zoetrope.models.tokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The usual four steps: normalise the text, cut it into pieces, cut the pieces by a vocabulary, put
 * special tokens around. Special tokens that are written out in a text are read as ordinary text:
 * what a person types is never control.
 */
final class SubwordTokenizer implements Tokenizer {
    private final UnaryOperator<String> normalizer;
    private final Function<String, List<String>> cutter;
    private final SubwordModel model;
    private final SpecialTokens special;
    private final int maxTokens;

    SubwordTokenizer(
            UnaryOperator<String> normalizer,
            Function<String, List<String>> cutter,
            SubwordModel model,
            SpecialTokens special,
            int maxTokens) {
        this.normalizer = normalizer;
        this.cutter = cutter;
        this.model = model;
        this.special = special;
        this.maxTokens = maxTokens;
    }

    @Override
    public long[] encode(String text) {
        IdBuffer inner = new IdBuffer(Math.max(0, maxTokens - special.count()));
        String normal = normalizer.apply(Tokenizer.bounded(text));
        for (String piece : normal.isEmpty() ? List.<String>of() : cutter.apply(normal)) {
            if (inner.full()) {
                break;
            }
            model.encode(piece, inner);
        }
        IdBuffer all = new IdBuffer(maxTokens);
        all.addAll(special.begin());
        all.addAll(inner.toArray());
        all.addAll(special.end());
        return all.toArray();
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    @Override
    public long padId() {
        return special.pad();
    }

    @Override
    public String decode(long[] ids) {
        List<String> entries = new ArrayList<>();
        for (long id : ids) {
            if (id >= 0 && id < model.size() && !isSpecial(id)) {
                entries.add(model.entry((int) id));
            }
        }
        return model.join(entries);
    }

    private boolean isSpecial(long id) {
        return id == special.pad()
                || id == special.unknown()
                || contains(special.begin(), id)
                || contains(special.end(), id);
    }

    private static boolean contains(long[] ids, long id) {
        for (long one : ids) {
            if (one == id) {
                return true;
            }
        }
        return false;
    }
}
