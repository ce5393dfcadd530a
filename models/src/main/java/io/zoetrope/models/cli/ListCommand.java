package io.zoetrope.models.cli;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** All packages that can be found, in the order in which a name is looked up. */
@Command(name = "list", description = "Lists the packages that can be found.")
final class ListCommand implements Runnable {
    @ParentCommand private ModelsCommand models;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ModelCatalog catalog = models.catalog();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "VERSION", "TASK", "FILES", "CHECKSUMS"));
        catalog.list().forEach(model -> rows.add(row(model)));
        print(out, rows);
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        catalog.passedOver()
                .forEach((name, reason) -> err.println("models: " + name + ": " + reason));
        err.flush();
    }

    private static List<String> row(ModelPackage model) {
        return List.of(
                model.name(),
                model.ref().version(),
                model.manifest().task().wireName(),
                files(model),
                model.manifest().about().verified() ? "verified" : "not verified");
    }

    /** Each column as wide as its widest entry. */
    private static void print(PrintWriter out, List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
        }
        for (List<String> row : rows) {
            String line =
                    IntStream.range(0, columns)
                            .mapToObj(i -> ("%-" + (widths[i] + 2) + "s").formatted(row.get(i)))
                            .collect(Collectors.joining());
            out.println(line.stripTrailing());
        }
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
