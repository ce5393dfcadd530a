package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When {@code bin/query-service} builds what it starts, with a build and a java that say so. */
@Timeout(60)
class QueryServiceBuildTest {
    private static final Path COMMAND = Path.of("../bin/query-service");
    private static final String JAR = "query-grpc/target/query-service/lib/zoetrope-domain-1.0.jar";
    private static final String SOURCE = "domain/src/main/java/Moment.java";

    @TempDir Path home;

    @BeforeEach
    void make() throws IOException {
        write("bin/query-service", Files.readString(COMMAND));
        write("bin/java", "#!/bin/sh\necho started");
        write(
                "mvnw",
                "#!/bin/sh\necho built >&2\nmkdir -p $(dirname %s)\n: > %s".formatted(JAR, JAR));
        write(SOURCE, "");
        setAge(SOURCE, 2);
    }

    @Test
    void onceIfNothingIsThere() throws Exception {
        assertThat(said()).containsExactly("query-service: building", "built", "started");
        assertThat(said()).containsExactly("started");
    }

    @Test
    void againIfASourceIsNewer() throws Exception {
        said();
        setAge(JAR, 1);
        setAge(SOURCE, 0);
        assertThat(said()).containsExactly("query-service: building", "built", "started");
        assertThat(said()).containsExactly("started");
    }

    @Test
    void notForTestsAndOtherModules() throws Exception {
        said();
        setAge(JAR, 1);
        write("domain/src/test/java/MomentTest.java", "");
        write("jobs/src/main/java/Job.java", "");
        assertThat(said()).containsExactly("started");
    }

    @Test
    void neverIfItWasTakenElsewhere() throws Exception {
        write("lib/zoetrope-domain-1.0.jar", "");
        setAge("lib/zoetrope-domain-1.0.jar", 3);
        assertThat(said()).containsExactly("started");
    }

    private void setAge(String file, int hours) throws IOException {
        Instant then = Instant.now().minus(hours, ChronoUnit.HOURS);
        Files.setLastModifiedTime(home.resolve(file), FileTime.from(then));
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }

    private Iterable<String> said() throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(home.resolve("bin/query-service").toString());
        command.environment().put("JAVA_HOME", home.toString());
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
