package io.zoetrope.models.cli;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.pull.PullException;
import io.zoetrope.models.runtime.onnx.ModelException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Entry of the {@code models} command. Exit codes: 0 done, 1 failed with one line, 2 wrong usage.
 */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists, fetches, checks and tries model packages.",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            PullCommand.class,
            CheckCommand.class,
            TryCommand.class
        })
public final class ModelsCommand {
    @Option(
            names = "--models",
            split = ",",
            paramLabel = "DIR",
            scope = CommandLine.ScopeType.INHERIT,
            description =
                    "More folders with packages, before ~/.zoetrope/models and the bundled ones.")
    private List<Path> folders = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** A new command, with output and error streams that a test may replace. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new ModelsCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(ModelsCommand::explain);
        return line;
    }

    ModelCatalog catalog() {
        return ModelCatalog.standard(folders);
    }

    /** See {@link ModelCatalog#forPull}. */
    ModelCatalog catalogForPull(Path target) {
        return ModelCatalog.forPull(folders, target);
    }

    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        boolean expected =
                e instanceof ManifestException
                        || e instanceof ModelException
                        || e instanceof PullException
                        || e instanceof RejectedInput;
        if (!expected) {
            throw e;
        }
        PrintWriter err = line.getErr();
        err.println("models: " + e.getMessage());
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
