package io.zoetrope.models.cli;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** All packages that can be found, in the order in which a name is looked up. */
@Command(name = "list", description = "Lists the packages that can be found.")
final class ListCommand implements Runnable {
    private static final String ROW = "%-18s %-9s %-19s %-22s %s%n";

    @ParentCommand private ModelsCommand models;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ModelCatalog catalog = models.catalog();
        out.printf(ROW, "NAME", "VERSION", "TASK", "FILES", "CHECKSUMS");
        for (ModelPackage model : catalog.list()) {
            out.printf(
                    ROW,
                    model.name(),
                    model.ref().version(),
                    model.manifest().task().wireName(),
                    files(model),
                    model.manifest().about().verified() ? "verified" : "not verified");
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        catalog.passedOver()
                .forEach((name, reason) -> err.println("models: " + name + ": " + reason));
        err.flush();
    }

    private static String files(ModelPackage model) {
        List<PackageFile> missing = model.missing();
        if (missing.isEmpty()) {
            return model.location().startsWith("bundled:") ? "bundled" : "here";
        }
        String whole =
                model.precisions().stream()
                        .filter(p -> Collections.disjoint(model.needed(p), missing))
                        .collect(Collectors.joining(", "));
        return whole.isEmpty() ? count(model, missing) : "here (" + whole + ")";
    }

    /** Of the plain precision: that is what a pull fetches unless told otherwise. */
    private static String count(ModelPackage model, List<PackageFile> missing) {
        List<PackageFile> plain =
                model.needed(ModelPackage.PLAIN).stream().filter(missing::contains).toList();
        long bytes = plain.stream().mapToLong(PackageFile::bytes).sum();
        boolean known = plain.stream().allMatch(f -> f.bytes() > 0);
        return plain.size() + " missing" + (known ? ", " + Sizes.of(bytes) : "");
    }
}
