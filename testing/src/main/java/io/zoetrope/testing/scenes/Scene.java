package io.zoetrope.testing.scenes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Things before a backdrop: the drawn world that the bundled models know.
 *
 * @param colour of the backdrop; null unless it takes one
 * @param seed of the backdrop's own accidents, such as where the clouds are
 */
public record Scene(Backdrop backdrop, Colour colour, List<Thing> things, long seed) {
    private static final List<String> NUMBERS = List.of("a", "two", "three", "four", "five", "six");

    /** What it shows, such as {@code a red car and two blue stars at night}. */
    public String caption() {
        Map<String, List<Thing>> groups = new LinkedHashMap<>();
        for (Thing thing : things) {
            String key = thing.colour().word() + " " + thing.kind().word();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(thing);
        }
        List<String> parts = groups.values().stream().map(Scene::words).toList();
        String shown = parts.isEmpty() ? "an empty scene" : String.join(" and ", parts);
        return shown + " " + backdrop.phrase(colour);
    }

    private static String words(List<Thing> alike) {
        Thing one = alike.get(0);
        if (alike.size() > 1) {
            return NUMBERS.get(alike.size() - 1)
                    + " "
                    + one.colour().word()
                    + " "
                    + one.kind().plural();
        }
        String article = one.colour() == Colour.ORANGE ? "an" : "a";
        return article + " " + one.colour().word() + " " + one.kind().word();
    }
}
