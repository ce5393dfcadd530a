package io.zoetrope.local.cluster;

import io.zoetrope.testing.process.ChildJvm;
import io.zoetrope.testing.process.ChildOptions;
import io.zoetrope.testing.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Flink cluster of separate processes over {@code flink-conf/cluster/config.yaml}: only ports,
 * folders, the checkpoint interval, how old an answer may be and memory are set here.
 */
final class FlinkCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SUBMITTED = "Job has been submitted with JobID ";
    private static final List<String> TASK_MANAGER_MEMORY =
            List.of(
                    "taskmanager.cpu.cores=2.0",
                    "taskmanager.memory.framework.heap.size=128m",
                    "taskmanager.memory.task.heap.size=512m",
                    "taskmanager.memory.framework.off-heap.size=64m",
                    "taskmanager.memory.task.off-heap.size=256m",
                    "taskmanager.memory.network.min=64m",
                    "taskmanager.memory.network.max=64m",
                    "taskmanager.memory.managed.size=128m",
                    "taskmanager.memory.jvm-metaspace.size=256m",
                    "taskmanager.memory.jvm-overhead.min=64m",
                    "taskmanager.memory.jvm-overhead.max=64m");

    private final Path folder;
    private final Path conf;
    private final List<String> jvmFlags;
    private final int restPort = FreePort.find();
    private final List<ChildJvm> started = new ArrayList<>();

    FlinkCluster(Path folder) throws IOException {
        this.folder = folder;
        conf = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("plugins"));
        String settings = Files.readString(Path.of(System.getProperty("zoetrope.flink.conf")));
        Files.writeString(conf.resolve("config.yaml"), forHere(settings));
        Files.writeString(
                conf.resolve("log4j2.properties"),
                """
                rootLogger.level = info
                rootLogger.appenderRef.out.ref = out
                appender.out.type = Console
                appender.out.name = out
                appender.out.layout.type = PatternLayout
                appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} - %m%n
                """);
        jvmFlags = flags(settings);
        ChildJvm jobManager =
                start(
                        "jobmanager",
                        "600m",
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        List.of("--configDir", conf.toString()));
        jobManager.awaitLine("Rest endpoint listening at", PATIENCE);
    }

    FlinkRest rest() {
        return new FlinkRest(restPort);
    }

    /** Returns when the job manager has taken all of them in. */
    List<ChildJvm> startTaskManagers(String... names) {
        List<ChildJvm> all = Stream.of(names).map(this::startTaskManager).toList();
        for (ChildJvm one : all) {
            one.awaitLine("Successful registration at resource manager", PATIENCE);
        }
        return all;
    }

    private ChildJvm startTaskManager(String name) {
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
        Stream.concat(Stream.of("taskmanager.resource-id=" + name), TASK_MANAGER_MEMORY.stream())
                .forEach(setting -> arguments.addAll(List.of("-D", setting)));
        return start(
                name, "640m", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", arguments);
    }

    /**
     * {@code flink run -d}.
     *
     * @return the job's id
     */
    String run(int parallelism, Path jar, List<String> jobArguments) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "-d", "-p", "" + parallelism, jar.toString()));
        arguments.addAll(jobArguments);
        ChildJvm cli = start("cli", "400m", "org.apache.flink.client.cli.CliFrontend", arguments);
        String line = cli.awaitLine(SUBMITTED, PATIENCE);
        return line.substring(line.indexOf(SUBMITTED) + SUBMITTED.length()).strip();
    }

    @Override
    public void close() {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).kill();
        }
    }

    private ChildJvm start(String name, String heap, String main, List<String> arguments) {
        List<String> flags = new ArrayList<>(jvmFlags);
        // They live for a minute or two: what the second compiler costs is not earned back.
        flags.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        flags.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties"));
        ChildJvm child =
                ChildJvm.start(
                        new ChildOptions(
                                name,
                                folder,
                                flags,
                                List.of(System.getProperty("zoetrope.flink.lib") + "/*"),
                                main,
                                arguments,
                                Map.of(
                                        "FLINK_CONF_DIR", conf.toString(),
                                        "FLINK_LIB_DIR", System.getProperty("zoetrope.flink.lib"),
                                        "FLINK_PLUGINS_DIR", folder.resolve("plugins") + "")));
        started.add(child);
        return child;
    }

    private String forHere(String settings) {
        return settings.replace("/var/lib/zoetrope", folder.resolve("state").toString())
                .replace("port: 6123", "port: " + FreePort.find())
                .replace("port: 8081", "port: " + restPort)
                .replace("rest:\n", "web:\n  refresh-interval: 100\nrest:\n")
                .replace("interval: 10s", "interval: 1s")
                .replace("min-pause: 2s", "min-pause: 500ms");
    }

    /** The JVM flags that Flink's scripts would take from the file. */
    private static List<String> flags(String settings) {
        return Arrays.stream(settings.split("\n"))
                .map(String::strip)
                .filter(line -> line.startsWith("--add-") || line.startsWith("-D"))
                .toList();
    }
}
