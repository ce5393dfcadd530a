package io.zoetrope.query.question;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Other names of what detectors know, as people say them. English; by the names of COCO, which most
 * detectors have.
 */
public final class Synonyms {
    /** What each class is also called. */
    private static final Map<String, List<String>> CALLED =
            Map.ofEntries(
                    Map.entry(
                            "person",
                            List.of(
                                    "man",
                                    "woman",
                                    "child",
                                    "boy",
                                    "girl",
                                    "kid",
                                    "guy",
                                    "lady",
                                    "human",
                                    "pedestrian",
                                    "player",
                                    "baby",
                                    "actor",
                                    "actress")),
                    Map.entry("car", List.of("automobile", "auto", "taxi", "cab", "suv", "sedan")),
                    Map.entry("truck", List.of("lorry", "pickup", "van")),
                    Map.entry("bus", List.of("coach")),
                    Map.entry("bicycle", List.of("bike", "cycle")),
                    Map.entry("motorcycle", List.of("motorbike", "scooter", "moped")),
                    Map.entry("motorbike", List.of("motorcycle", "scooter", "moped")),
                    Map.entry("airplane", List.of("plane", "aeroplane", "aircraft", "jet")),
                    Map.entry("aeroplane", List.of("plane", "airplane", "aircraft", "jet")),
                    Map.entry("boat", List.of("ship", "yacht", "canoe", "kayak", "vessel")),
                    Map.entry("dog", List.of("puppy", "hound")),
                    Map.entry("cat", List.of("kitten", "kitty")),
                    Map.entry("horse", List.of("pony")),
                    Map.entry("sheep", List.of("lamb")),
                    Map.entry("cow", List.of("cattle", "bull", "ox")),
                    Map.entry("couch", List.of("sofa", "settee")),
                    Map.entry("sofa", List.of("couch", "settee")),
                    Map.entry("tv", List.of("television", "telly", "monitor", "screen")),
                    Map.entry("tvmonitor", List.of("tv", "television", "monitor", "screen")),
                    Map.entry("cell phone", List.of("phone", "mobile", "smartphone", "telephone")),
                    Map.entry("laptop", List.of("notebook", "computer")),
                    Map.entry("dining table", List.of("table", "desk")),
                    Map.entry("diningtable", List.of("table", "dining table", "desk")),
                    Map.entry("potted plant", List.of("plant", "houseplant")),
                    Map.entry("pottedplant", List.of("plant", "potted plant", "houseplant")),
                    Map.entry("wine glass", List.of("glass", "goblet")),
                    Map.entry("cup", List.of("mug")),
                    Map.entry("handbag", List.of("bag", "purse")),
                    Map.entry("backpack", List.of("rucksack", "knapsack")),
                    Map.entry("suitcase", List.of("luggage", "trunk")),
                    Map.entry("sports ball", List.of("ball", "football", "basketball")),
                    Map.entry("refrigerator", List.of("fridge")),
                    Map.entry("donut", List.of("doughnut")),
                    Map.entry("hair drier", List.of("hair dryer", "hairdryer")),
                    Map.entry("teddy bear", List.of("teddy")),
                    Map.entry("traffic light", List.of("stoplight", "traffic signal")));

    private static final Map<String, List<String>> CLASSES = classes();

    private Synonyms() {}

    private static Map<String, List<String>> classes() {
        Map<String, List<String>> classes = new HashMap<>();
        CALLED.forEach(
                (name, called) ->
                        called.forEach(
                                word ->
                                        classes.merge(
                                                word,
                                                List.of(name),
                                                (a, b) -> List.of(a.get(0), b.get(0)))));
        return classes;
    }

    /** The classes that a word in the singular may mean besides its own. */
    public static List<String> of(String word) {
        return CLASSES.getOrDefault(word, List.of());
    }
}
