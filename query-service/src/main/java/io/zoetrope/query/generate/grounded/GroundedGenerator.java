package io.zoetrope.query.generate.grounded;

import io.zoetrope.query.generate.Answer;
import io.zoetrope.query.generate.AnswerFormat;
import io.zoetrope.query.generate.Generator;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Material;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Usage;
import java.util.List;

/**
 * Answers in sentences of its own making: captions of cached vectors, dialogue, objects, labels,
 * words on the screen and sounds, as they are indexed. Asks nobody, knows nothing else.
 */
public final class GroundedGenerator implements Generator {
    public static final String NAME = "grounded";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Usage answer(Question question, Material material, Answer answer)
            throws GeneratorProblem {
        if (question.format().isPresent()) {
            return document(question, question.format().get(), material, answer);
        }
        List<Sentences.Sentence> sentences = Sentences.of(question, material.scenes());
        sentences.forEach(sentence -> answer.say(sentence.text(), sentence.citations()));
        return Usage.own(material.scenes().size(), sentences.size());
    }

    /** Whichever of the documents that can be made here is as the format says. */
    private static Usage document(
            Question question, AnswerFormat format, Material material, Answer answer)
            throws GeneratorProblem {
        for (AnswerFormat.Preset preset : format.fitting()) {
            Documents.Document document =
                    Documents.of(preset, material.scenes(), !question.goesThrough());
            if (format.schema().problem(document.content(), answer::isWanted).isEmpty()) {
                answer.say(document.content().toString(), document.citations());
                return Usage.own(material.scenes().size(), 1);
            }
        }
        throw new GeneratorProblem(
                "unsupported_schema",
                "this generator makes chapters, highlights and segments; other documents need a"
                        + " chat endpoint");
    }
}
