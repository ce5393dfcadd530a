package io.zoetrope.models.cli;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.PackageFile;
import java.io.PrintWriter;
import java.util.List;
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
        out.printf(ROW, "NAME", "VERSION", "TASK", "FILES", "CHECKSUMS");
        for (ModelPackage model : models.catalog().list()) {
            out.printf(
                    ROW,
                    model.name(),
                    model.ref().version(),
                    model.manifest().task().wireName(),
                    files(model),
                    model.manifest().about().verified() ? "verified" : "not verified");
        }
        out.flush();
    }

    static String files(ModelPackage model) {
        List<PackageFile> missing = model.missing();
        if (missing.isEmpty()) {
            return model.location().startsWith("bundled:") ? "bundled" : "here";
        }
        long bytes = missing.stream().mapToLong(PackageFile::bytes).sum();
        boolean known = missing.stream().allMatch(f -> f.bytes() > 0);
        return missing.size() + " missing" + (known ? ", " + Sizes.of(bytes) : "");
    }
}
