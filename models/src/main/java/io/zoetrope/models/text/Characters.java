package io.zoetrope.models.text;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.CharacterList;
import io.zoetrope.models.packages.manifest.ManifestException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a recogniser says step by step: the likeliest character of each step, repetitions
 * once, blanks left out (greedy CTC, Graves et al. 2006). Recognisers that were trained on Chinese
 * and English are shy of the space, which is why it needs less than the others. Thread-safe.
 */
public final class Characters {
    private static final int BLANK = 0;

    private final List<String> characters;
    private final int space;
    private final float spaceThreshold;

    /**
     * What one line says.
     *
     * @param confidence mean probability of its characters, [0,1]; 0 if there are none
     */
    public record Reading(String text, float confidence) {}

    /**
     * @param characters index 0 is the blank
     * @param space index of the space, or -1
     */
    Characters(List<String> characters, int space, float spaceThreshold) {
        this.characters = List.copyOf(characters);
        this.space = space;
        this.spaceThreshold = spaceThreshold;
    }

    /**
     * @throws ManifestException if the file is missing, damaged or has an empty line
     */
    public static Characters of(ModelPackage model) {
        CharacterList rule = model.manifest().characters();
        String text = new String(model.bytes(rule.file()), StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(""));
        // Not String.lines and strip: the ideographic space is a character like others.
        for (String line : text.split("\r?\n")) {
            if (line.isEmpty()) {
                throw new ManifestException(
                        model.describe(rule.file()) + ": line " + all.size() + " is empty");
            }
            all.add(line);
        }
        if (rule.space()) {
            all.add(" ");
        }
        int space = rule.space() ? all.size() - 1 : -1;
        return new Characters(all, space, rule.spaceThreshold());
    }

    /** How many values each step has. */
    public int size() {
        return characters.size();
    }

    /**
     * @param values probabilities, {@code steps * size()} from {@code from} on
     */
    public Reading read(float[] values, int from, int steps) {
        StringBuilder text = new StringBuilder();
        int before = BLANK;
        int count = 0;
        double sum = 0;
        boolean gap = false;
        for (int step = 0; step < steps; step++) {
            int at = from + step * size();
            int best = best(values, at);
            gap |= space >= 0 && (best == space || values[at + space] >= spaceThreshold);
            if (best != BLANK && best != before && best != space) {
                text.append(gap && count > 0 ? " " : "").append(characters.get(best));
                sum += values[at + best];
                count++;
                gap = false;
            }
            before = best;
        }
        return new Reading(text.toString().strip(), count == 0 ? 0 : (float) (sum / count));
    }

    private int best(float[] values, int at) {
        int best = BLANK;
        for (int i = 1; i < size(); i++) {
            if (values[at + i] > values[at + best]) {
                best = i;
            }
        }
        return best;
    }
}
