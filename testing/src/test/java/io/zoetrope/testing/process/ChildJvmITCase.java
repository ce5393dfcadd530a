package io.zoetrope.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    /** Says that it is there, then stays for ever. */
    public static final class Stays {
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("staying");
            new CountDownLatch(1).await();
        }
    }

    /** Starts a child of its own, says its process id, then stays. */
    public static final class Parent {
        public static void main(String[] arguments) throws InterruptedException {
            ChildJvm child = ChildJvm.start(options("grandchild", Path.of(""), Stays.class));
            child.awaitLine("staying", PATIENCE);
            System.out.println("child=" + child.pid());
            new CountDownLatch(1).await();
        }
    }

    /** Ends at once, with a reason. */
    public static final class Fails {
        public static void main(String[] arguments) {
            throw new IllegalArgumentException("no such thing");
        }
    }

    @Test
    void closeEndsTheChild() {
        ChildJvm child = ChildJvm.start(options("stays", folder, Stays.class));
        child.awaitLine("staying", PATIENCE);
        child.close();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void whatATerminalSendsToAllIsTheParentsToActOn() throws Exception {
        ChildJvm child = ChildJvm.start(options("deaf", folder, Stays.class));
        child.awaitLine("staying", PATIENCE);
        String pid = Long.toString(child.pid());
        for (String signal : List.of("-HUP", "-INT")) {
            assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
        }
        child.close();
        assertThat(child.onExit().get(30, TimeUnit.SECONDS)).as("ended by its input").isZero();
    }

    @Test
    void childOfKilledParentEnds() throws Exception {
        ChildJvm parent = ChildJvm.start(options("parent", folder, Parent.class));
        String line = parent.awaitLine("child=", PATIENCE);
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(line.substring("child=".length()))).orElseThrow();
        assertThat(grandchild.isAlive()).isTrue();

        parent.kill();

        grandchild.onExit().get(30, TimeUnit.SECONDS);
        assertThat(grandchild.isAlive()).isFalse();
    }

    @Test
    void childThatFailsGivesItsReason() {
        ChildJvm child = ChildJvm.start(options("fails", folder, Fails.class));
        assertThatThrownBy(() -> child.awaitLine("staying", PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no such thing");
    }

    private static ChildOptions options(String name, Path folder, Class<?> main) {
        return new ChildOptions(
                name,
                folder.toAbsolutePath(),
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                List.of(ClassLocation.of(ChildJvmITCase.class).toString()),
                main.getName(),
                List.of(),
                Map.of());
    }
}
