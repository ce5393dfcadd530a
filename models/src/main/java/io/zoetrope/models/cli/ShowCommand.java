package io.zoetrope.models.cli;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What one package's manifest says, and which of its files are there. */
@Command(name = "show", description = "Shows one package: task, licence, files, where it lies.")
final class ShowCommand implements Runnable {
    private static final String ROW = "%-12s %s%n";

    @ParentCommand private ModelsCommand models;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "A package's name, see list.")
    private String name;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ModelPackage model = models.catalog().find(name);
        ModelManifest manifest = model.manifest();
        out.printf(ROW, "name", model.ref().id());
        out.printf(ROW, "task", manifest.task().wireName());
        out.printf(ROW, "what", manifest.about().description());
        out.printf(ROW, "licence", manifest.about().licence());
        out.printf(ROW, "where", model.location());
        if (!model.missing().isEmpty()) {
            Path there = ModelCatalog.pulledFolder().resolve(model.name());
            out.printf(ROW, "goes into", there + " (models pull, or by hand)");
        }
        if (manifest.dimension() > 0) {
            out.printf(ROW, "vectors", manifest.dimension() + " in space " + manifest.space());
        }
        out.printf(ROW, "checksums", manifest.about().verified() ? "verified" : "NOT verified");
        if (!manifest.about().note().isEmpty()) {
            out.printf(ROW, "note", manifest.about().note().strip());
        }
        files(out, model);
        out.flush();
    }

    private static void files(PrintWriter out, ModelPackage model) {
        List<PackageFile> missing = model.missing();
        for (PackageFile file : model.manifest().files()) {
            out.printf(
                    ROW,
                    "file",
                    file.path()
                            + (file.bytes() > 0 ? ", " + Sizes.of(file.bytes()) : "")
                            + (missing.contains(file) ? ", " + missing(model, file) : ", here"));
            out.printf(ROW, "", "sha256 " + file.sha256());
            if (!file.url().isEmpty()) {
                out.printf(ROW, "", file.url());
            }
        }
    }

    /** Nobody misses a variant that was not asked for. */
    private static String missing(ModelPackage model, PackageFile file) {
        String precision = model.precisionOf(file);
        return precision.equals(ModelPackage.PLAIN)
                ? "missing"
                : "not pulled (--variant " + precision + ")";
    }
}
