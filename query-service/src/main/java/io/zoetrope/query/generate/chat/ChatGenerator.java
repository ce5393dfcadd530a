package io.zoetrope.query.generate.chat;

import io.zoetrope.query.generate.Answer;
import io.zoetrope.query.generate.AnswerFormat;
import io.zoetrope.query.generate.Generator;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Material;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Usage;
import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.media.Thumbnails;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a chat endpoint write, of what was found and of key frames. What it cites has to be there;
 * whether a sentence says what its place shows is the model's word.
 */
public final class ChatGenerator implements Generator {
    public static final String NAME = "chat";
    private static final Logger LOG = LoggerFactory.getLogger(ChatGenerator.class);
    private static final long LARGEST_PICTURE = 512 * 1024;
    private static final int MOST_DOCUMENT = 256 * 1024;

    private final QueryServiceOptions.Chat options;
    private final ChatEndpoint endpoint;
    private final Optional<Thumbnails> thumbnails;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(ChatGenerator::daemon);

    /**
     * @param thumbnails of key frames; without them none are sent
     */
    public ChatGenerator(QueryServiceOptions.Chat options, Optional<Thumbnails> thumbnails) {
        this.options = options;
        this.endpoint = new ChatEndpoint(options);
        this.thumbnails = thumbnails;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "chat-clock");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Usage answer(Question question, Material material, Answer answer)
            throws GeneratorProblem, IOException {
        List<Scene> scenes = material.scenes();
        ChatEvidence evidence = ChatEvidence.of(scenes);
        Map<Integer, byte[]> pictures = pictures(question.tenant(), scenes, evidence);
        HttpResponse<InputStream> response =
                endpoint.ask(ChatPrompt.of(options, question, evidence, pictures), answer);
        Counts counts =
                question.format().isPresent()
                        ? document(response, question.format().get(), scenes, answer)
                        : sentences(response, evidence, answer);
        return new Usage(
                evidence.scenes(),
                counts.said(),
                counts.dropped(),
                pictures.size(),
                counts.reply().promptTokens(),
                counts.reply().completionTokens());
    }

    private record Counts(int said, int dropped, ChatReply reply) {}

    private Counts sentences(
            HttpResponse<InputStream> response, ChatEvidence evidence, Answer answer)
            throws GeneratorProblem, IOException {
        CitedSentences sentences = new CitedSentences(evidence, answer);
        ChatReply reply = read(response, sentences::add, answer);
        sentences.end(reply.isWhole());
        return new Counts(sentences.said(), sentences.dropped(), reply);
    }

    private Counts document(
            HttpResponse<InputStream> response,
            AnswerFormat format,
            List<Scene> scenes,
            Answer answer)
            throws GeneratorProblem, IOException {
        StringBuilder text = new StringBuilder();
        ChatReply reply =
                read(
                        response,
                        piece -> {
                            if (text.length() <= MOST_DOCUMENT) {
                                text.append(piece);
                            }
                        },
                        answer);
        ChatDocument document = ChatDocument.of(text.toString(), scenes);
        Optional<String> problem = format.schema().problem(document.content(), answer::isWanted);
        if (problem.isPresent() || !reply.isWhole()) {
            throw new GeneratorProblem(
                    "invalid_document",
                    "the chat endpoint's document does not fit the schema: "
                            + problem.orElse("it is cut off"));
        }
        if (document.citations().isEmpty()) {
            if (!document.isEmpty()) {
                throw new GeneratorProblem(
                        "invalid_document",
                        "the chat endpoint's document does not say where it is from; give the"
                                + " schema video_id, start_ms and end_ms, and require them");
            }
            return new Counts(0, document.dropped(), reply);
        }
        answer.say(document.content().toString(), document.citations());
        return new Counts(1, document.dropped(), reply);
    }

    /** Ends when the endpoint does, when it is silent, and when nobody wants to know any more. */
    private ChatReply read(HttpResponse<InputStream> response, Consumer<String> text, Answer answer)
            throws GeneratorProblem, IOException {
        Silence silence = new Silence(response.body(), options.silence().toNanos());
        answer.whenUnwanted(silence::close);
        long everyMs = Math.max(50, options.silence().toMillis() / 10);
        Future<?> watching =
                clock.scheduleWithFixedDelay(
                        silence::look, everyMs, everyMs, TimeUnit.MILLISECONDS);
        try (InputStream in = response.body()) {
            ChatReply reply = new ChatReply(in, text, silence::heard);
            if (response.headers().firstValue("Content-Type").orElse("").contains("json")) {
                reply.readWhole();
            } else {
                reply.readEvents();
            }
            return reply;
        } catch (IOException | GeneratorProblem e) {
            if (silence.isTooLong()) {
                throw ChatEndpoint.silent(e);
            }
            throw e instanceof GeneratorProblem problem
                    ? problem
                    : new GeneratorProblem("chat_broken", "the endpoint broke off its answer", e);
        } finally {
            watching.cancel(false);
        }
    }

    /** Of the first scenes, as many as are allowed and there; an answer does without the others. */
    private Map<Integer, byte[]> pictures(
            String tenant, List<Scene> scenes, ChatEvidence evidence) {
        Map<Integer, byte[]> pictures = new LinkedHashMap<>();
        for (int i = 0; i < scenes.size() && pictures.size() < options.pictures(); i++) {
            OptionalInt number = evidence.numberOf(i);
            if (thumbnails.isPresent() && number.isPresent()) {
                picture(tenant, scenes.get(i))
                        .ifPresent(jpeg -> pictures.put(number.getAsInt(), jpeg));
            }
        }
        return pictures;
    }

    private Optional<byte[]> picture(String tenant, Scene scene) {
        long middleMs = (scene.startMs() + scene.endMs()) / 2;
        try {
            Optional<Content> picture =
                    thumbnails.orElseThrow().nearest(tenant, scene.videoId(), middleMs);
            if (picture.isEmpty() || picture.get().size() > LARGEST_PICTURE) {
                return Optional.empty();
            }
            try (InputStream in = picture.get().open(0)) {
                return Optional.of(in.readAllBytes());
            }
        } catch (IOException e) {
            LOG.warn("an answer does without a picture", e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
