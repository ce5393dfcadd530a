package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Local runs as a person starts them, each with a name, and what each has said so far. */
final class StartedRuns implements AutoCloseable {
    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    /**
     * @param folder of the data, the models and the output; its {@code in} has the videos
     */
    StartedRuns(Path folder) {
        this.folder = folder;
    }

    /** Each leads a group of processes, as what is started from a terminal does. */
    Process start(String name, String... more) throws IOException {
        // Who runs in the background is deaf to SIGINT, and so are its children.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("jvm.options").toAbsolutePath());
        // It lives for seconds: what the second compiler costs is not earned back.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dzoetrope.opensearch.home=" + System.getProperty("zoetrope.opensearch.home"));
        command.add("-Dzoetrope.models=" + folder.resolve("models"));
        command.addAll(List.of("-cp", classPath(), "io.zoetrope.local.LocalRun"));
        command.addAll(List.of("--data=" + folder.resolve("data"), "--port=0"));
        if (Stream.of(more).noneMatch(argument -> argument.startsWith("--videos="))) {
            command.add("--videos=" + folder.resolve("in"));
        }
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".out").toFile())
                        .start();
        started.add(process);
        return process;
    }

    /** The test's own, which surefire may have put into the manifest of a jar. */
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** What Ctrl-C in a terminal does: SIGINT for the run and all that it started. */
    static void interrupt(Process run) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + run.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    void awaitOutput(Process process, String name, String words) throws Exception {
        while (!output(name).contains(words)) {
            assertThat(process.isAlive()).as(output(name)).isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    String output(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    URI address(String name, String server) throws IOException {
        return URI.create(line(name, server));
    }

    /** What stands behind a server's name in the output. */
    String line(String name, String server) throws IOException {
        return output(name)
                .lines()
                .filter(line -> line.startsWith(server + " "))
                .findFirst()
                .orElseThrow()
                .substring(server.length() + 1);
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }
}
