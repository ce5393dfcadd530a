package io.zoetrope.query.generate.chat;

import static io.zoetrope.query.generate.chat.AskedChat.LONG;
import static io.zoetrope.query.generate.chat.AskedChat.MATERIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.TestingChat;
import io.zoetrope.query.generate.TestingQuestions;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An endpoint that is busy, breaks off, floods, falls silent or is not there, and a reader who
 * leaves.
 */
@Timeout(30)
class ChatFaultsTest {
    private AskedChat asked;

    @BeforeEach
    void start() throws IOException {
        asked = new AskedChat();
    }

    @AfterEach
    void stop() {
        asked.close();
    }

    @Test
    void asksAgainWhileItIsBusyOrFails() throws Exception {
        asked.chat.status(429, "Retry-After", "0").status(500).says("A car [1].");
        asked.ask(LONG, 2);
        assertThat(asked.answer.texts()).containsExactly("A car.");
        assertThat(asked.chat.calls()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 1, 2, chat_busy",
        "500, 1, 2, chat_unavailable",
        "503, 0, 1, chat_unavailable",
        "401, 3, 1, chat_refused",
        "404, 3, 1, chat_refused",
        "302, 3, 1, chat_refused"
    })
    void givesUpInTheEnd(int status, int retries, int calls, String code) {
        asked.chat.status(status, "Location", "http://127.0.0.1:9/");
        asked.assertProblem(code, LONG, retries);
        assertThat(asked.chat.calls()).hasSize(calls);
    }

    @Test
    void anEndpointThatWantsMuchTimeIsBusy() {
        asked.chat.status(429, "Retry-After", "3600");
        asked.assertProblem("chat_busy", LONG, 3);
        assertThat(asked.chat.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\": [{\"delta\": {\"content\": \"A car [1]. A\"}}]}\n\n",
                "data: no json\n\n",
                "data: {\"error\": {\"message\": \"out of memory\"}}\n\n",
                "",
                "<html>hello</html>"
            })
    void aBrokenStreamIsTold(String stream) {
        asked.chat.then(
                call -> {
                    try (OutputStream out = TestingChat.stream(call)) {
                        out.write(stream.getBytes(StandardCharsets.UTF_8));
                    }
                });
        asked.assertProblem("chat_broken", LONG, 0);
        assertThat(asked.answer.texts()).isSubsetOf("A car.");
    }

    @Test
    void aFloodIsNotReadToItsEnd() {
        asked.chat.then(
                call -> {
                    try (OutputStream out = TestingChat.stream(call)) {
                        byte[] much = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                        while (true) {
                            out.write(much);
                        }
                    }
                });
        asked.assertProblem("chat_broken", LONG, 0);
    }

    @Test
    void aStreamThatFallsSilentIsClosed() {
        asked.chat.fallsSilent("A car [1]. And");
        asked.assertProblem("chat_unavailable", Duration.ofMillis(300), 3);
        assertThat(asked.answer.texts()).containsExactly("A car.");
        assertThat(asked.chat.calls()).hasSize(1);
    }

    @Test
    void anEndpointThatNeverAnswersIsGivenUp() {
        asked.chat.then(call -> asked.chat.await());
        asked.assertProblem("chat_unavailable", Duration.ofMillis(300), 3);
        assertThat(asked.chat.calls()).hasSize(1);
    }

    @Test
    void whoLeavesEndsTheWork() throws Exception {
        asked.chat.goesOn("A car [1]. And ");
        CompletableFuture<Object> asking =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return asked.ask(LONG, 0);
                            } catch (GeneratorProblem | IOException e) {
                                return e;
                            }
                        });
        asked.answer.begun.get(10, TimeUnit.SECONDS);
        asked.answer.leave();
        assertThat(asking.get(10, TimeUnit.SECONDS)).isInstanceOf(GeneratorProblem.class);
        assertThat(asked.chat.left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatCannotBeReachedIsAskedAgainAndGivenUp() throws IOException {
        URI gone;
        try (ServerSocket free = new ServerSocket(0)) {
            gone = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        QueryServiceOptions.Chat nowhere =
                new QueryServiceOptions.Chat(gone, "", "tiny", 9, 0, LONG, 1);
        try (ChatGenerator generator = new ChatGenerator(nowhere, Optional.empty())) {
            assertThatThrownBy(
                            () ->
                                    generator.answer(
                                            TestingQuestions.of("red car"), MATERIAL, asked.answer))
                    .isInstanceOf(GeneratorProblem.class);
        }
    }
}
