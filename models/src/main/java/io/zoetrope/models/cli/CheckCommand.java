package io.zoetrope.models.cli;

import io.zoetrope.models.packages.ModelPackage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Loads a package, compares its files with their checksums, and runs it once. */
@Command(name = "check", description = "Loads a package and runs it: provider, latency, dimension.")
final class CheckCommand implements Runnable {
    private static final double NANOS_PER_MS = 1e6;

    @ParentCommand private ModelsCommand models;
    @Spec private CommandSpec spec;
    @Mixin private RuntimeChoice runtime;

    @Parameters(paramLabel = "NAME", description = "A package's name, see list.")
    private String name;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ModelPackage model = models.catalog().find(name);
        for (Probe.Part part : partsOf(model)) {
            out.printf(
                    Locale.ROOT,
                    "%s: provider %s, load %.0f ms, first call %.2f ms, then %.2f ms, gives %s%n",
                    part.name(),
                    part.provider().wireName(),
                    part.loadNanos() / NANOS_PER_MS,
                    part.firstNanos() / NANOS_PER_MS,
                    part.medianNanos() / NANOS_PER_MS,
                    part.gives());
        }
        out.println(model.name() + ": ok");
        out.flush();
    }

    private List<Probe.Part> partsOf(ModelPackage model) {
        return new Probe(model, runtime.options()).run();
    }
}
