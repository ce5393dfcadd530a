package io.zoetrope.query.generate;

import io.zoetrope.domain.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an English prompt asks for: the words that name something, without those that only ask. A
 * prompt in another language keeps all of its words.
 *
 * @param content what is looked for, such as {@code red car on the road}; empty if the prompt asks
 *     for whatever is there
 * @param only the one kind of thing that is asked for, such as what is said
 */
public record Wording(String content, Optional<Sign.Kind> only) {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}\\u200c\\u200d'’-]*");

    private static final Set<String> SPEECH =
            Set.of(
                    "say",
                    "says",
                    "said",
                    "saying",
                    "speak",
                    "speaks",
                    "spoken",
                    "speaking",
                    "talk");

    private static final Set<String> SPEECH_TOO =
            Set.of("talks", "talked", "talking", "tells", "told", "dialogue", "dialog", "mention");

    private static final Set<String> WRITING =
            Set.of("written", "write", "writes", "text", "texts", "read", "reads", "caption");

    private static final Set<String> HEARING =
            Set.of("hear", "heard", "hears", "sound", "sounds", "noise", "noises", "audible");

    /** What stands between these and what is done is who does it. */
    private static final Set<String> DOING = Set.of("do", "does", "did");

    /** They ask, or name the video itself. */
    private static final Set<String> ASKING =
            Set.of(
                    ("what when where who whom whose which why how many much often long do does did"
                                    + " is are was were be been being am can could would should will"
                                    + " shall may might has have had happen happens happening happened"
                                    + " occur occurs show shows shown showing see seen saw seeing sees"
                                    + " visible appear appears appeared appearing look looks find finds"
                                    + " tell describe summarise summarize summary explain list give me"
                                    + " us you i we it its there here this that these those please any"
                                    + " some every all time times during about color colour colors"
                                    + " colours doing kind video videos clip clips film films movie"
                                    + " footage recording scene scenes moment moments shot shots part"
                                    + " picture pictures image images frame frames screen going they"
                                    + " anyone anybody anything something someone somebody first last"
                                    + " a an the one chapter chapters highlight highlights segment segments best"
                                    + " mentions mentioned")
                            .split(" "));

    /** They join words, and say nothing at an end. */
    private static final Set<String> JOINING =
            Set.of(
                    ("of in on at to from by for with and or into onto over under near as"
                                    + " off up out then than")
                            .split(" "));

    /** Whether it asks for whatever is there. */
    public boolean isOpen() {
        return content.isEmpty();
    }

    /** The words of {@link #content} that say something, in small letters. */
    public List<String> words() {
        return tokens(content).stream().filter(word -> !JOINING.contains(word)).toList();
    }

    public static Wording of(String prompt) {
        List<String> kept = new ArrayList<>();
        Optional<Sign.Kind> only = Optional.empty();
        int speaker = Integer.MAX_VALUE;
        for (String word : tokens(prompt)) {
            Optional<Sign.Kind> kind = kind(word);
            if (only.isEmpty()) {
                only = kind;
            }
            if (DOING.contains(word)) {
                speaker = kept.size();
            } else if (kind.equals(Optional.of(Sign.Kind.LINE)) && speaker < kept.size()) {
                // Who says it is not in what is said.
                kept.subList(speaker, kept.size()).clear();
            }
            if (kind.isEmpty() && !ASKING.contains(word)) {
                kept.add(word);
            }
        }
        while (!kept.isEmpty() && JOINING.contains(kept.get(0))) {
            kept.remove(0);
        }
        while (!kept.isEmpty() && JOINING.contains(kept.get(kept.size() - 1))) {
            kept.remove(kept.size() - 1);
        }
        return new Wording(String.join(" ", kept), only);
    }

    private static Optional<Sign.Kind> kind(String word) {
        if (SPEECH.contains(word) || SPEECH_TOO.contains(word)) {
            return Optional.of(Sign.Kind.LINE);
        }
        if (WRITING.contains(word)) {
            return Optional.of(Sign.Kind.TEXT);
        }
        return HEARING.contains(word) ? Optional.of(Sign.Kind.SOUND) : Optional.empty();
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher word = WORD.matcher(PlainText.composed(text).toLowerCase(Locale.ROOT));
        while (word.find()) {
            tokens.add(word.group().replaceAll("['’]s$", ""));
        }
        return tokens;
    }
}
