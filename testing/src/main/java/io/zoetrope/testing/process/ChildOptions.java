package io.zoetrope.testing.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a child process runs.
 *
 * @param name of its log file and in messages
 * @param folder its working folder; made if missing; {@code <name>.log} is written there
 * @param jvmFlags flags of its own, such as {@code -Xmx256m}
 * @param classPath entries as {@code java -cp} takes them, {@code lib/*} included
 * @param mainClass is run by {@link DieWithParent}
 * @param environment added to this process's own
 */
public record ChildOptions(
        String name,
        Path folder,
        List<String> jvmFlags,
        List<String> classPath,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment) {}
