package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code bin/query-service} builds what it starts, with a build and a java that say so. */
@Timeout(60)
class QueryServiceBuildTest {
    private static final Path COMMAND = Path.of("../bin/query-service");
    private static final String LIB = "query-grpc/target/query-service/lib/";
    private static final String JAR = LIB + "zoetrope-domain-1.0.jar";
    private static final String SOURCE = "domain/src/main/java/Moment.java";

    private static final String BUILD =
            "#!/bin/sh\necho built >&2\nmkdir -p %s\n: > %s\n".formatted(LIB, JAR);

    @TempDir Path home;

    @BeforeEach
    void make() throws IOException {
        write("bin/query-service", Files.readString(COMMAND));
        write("bin/java", "#!/bin/sh\necho started");
        write("mvnw", BUILD);
        for (String source : List.of(SOURCE, "pom.xml", "NOTICE")) {
            write(source, "");
            setAge(source, 3);
        }
    }

    @Test
    void onceIfNothingIsThere() throws Exception {
        assertThat(said()).containsExactly("query-service: building", "built", "started");
        assertThat(said()).containsExactly("started");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SOURCE,
                "domain/pom.xml",
                "domain/bundled/manifest.yaml",
                "domain/src/main/resources/moments.json",
                "pom.xml",
                "NOTICE"
            })
    void againIfWhatAModuleIsMadeOfIsNewer(String source) throws Exception {
        said();
        setAge(JAR, 2);
        write(source, "");
        setAge(source, 1);
        assertThat(said()).containsExactly("query-service: building", "built", "started");
        assertThat(said()).containsExactly("started");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domain/src/test/java/MomentTest.java",
                "domain/training/train.py",
                "domain/target/classes/Moment.class",
                "jobs/src/main/java/Job.java"
            })
    void notForTestsAndOtherModules(String other) throws Exception {
        said();
        setAge(JAR, 1);
        write(other, "");
        assertThat(said()).containsExactly("started");
    }

    @Test
    void againIfASourceIsWrittenWhileItBuilds() throws Exception {
        String edit = "until [ %s -nt %s ]; do echo edited > %s; done";
        write("mvnw", BUILD + edit.formatted(SOURCE, JAR, SOURCE));
        assertThat(said()).contains("built", "started");
        write("mvnw", BUILD);
        assertThat(said()).containsExactly("query-service: building", "built", "started");
        assertThat(said()).containsExactly("started");
    }

    @Test
    void jarsOfAnotherVersionAreNotStartedToo() throws Exception {
        write(LIB + "zoetrope-domain-0.9.jar", "");
        setAge(LIB + "zoetrope-domain-0.9.jar", 4);
        assertThat(said()).contains("built", "started");
        assertThat(home.resolve(LIB)).isDirectoryContaining("glob:**-1.0.jar");
        assertThat(home.resolve(LIB)).isDirectoryNotContaining("glob:**-0.9.jar");
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
