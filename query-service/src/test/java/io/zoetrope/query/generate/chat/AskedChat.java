package io.zoetrope.query.generate.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Material;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.generate.TestingAnswers;
import io.zoetrope.query.generate.TestingChat;
import io.zoetrope.query.generate.TestingQuestions;
import io.zoetrope.query.generate.Usage;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a local endpoint about two scenes, and keeps what is answered. */
final class AskedChat implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Material MATERIAL =
            new Material(
                    List.of(
                            Scene.ofAnything("v1", "Night drive", "m1", 0, 2_000)
                                    .with(
                                            List.of(
                                                    Sign.there(
                                                                    Sign.Kind.LINE,
                                                                    "Stop!\n[9] {x}",
                                                                    500,
                                                                    900,
                                                                    1)
                                                            .by("Anna"))),
                            Scene.ofAnything("v1", "Night drive", "m2", 4_000, 6_000)),
                    List.of());

    final TestingChat chat = new TestingChat();
    final TestingAnswers answer = new TestingAnswers();

    AskedChat() throws IOException {}

    Usage ask(Duration silence, int retries) throws GeneratorProblem, IOException {
        try (ChatGenerator generator =
                new ChatGenerator(options(silence, retries), Optional.empty())) {
            return generator.answer(TestingQuestions.of("What happens?"), MATERIAL, answer);
        }
    }

    void assertProblem(String code, Duration silence, int retries) {
        assertThatThrownBy(() -> ask(silence, retries))
                .isInstanceOfSatisfying(
                        GeneratorProblem.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e.getMessage()).doesNotContain("secret", "127.0.0.1");
                        });
    }

    QueryServiceOptions.Chat options(Duration silence, int retries) {
        return new QueryServiceOptions.Chat(chat.uri(), "the key", "tiny", 77, 2, silence, retries);
    }

    @Override
    public void close() {
        chat.close();
    }
}
