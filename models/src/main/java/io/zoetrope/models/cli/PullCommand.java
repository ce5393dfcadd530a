package io.zoetrope.models.cli;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.pull.PackagePull;
import io.zoetrope.models.pull.PullException;
import io.zoetrope.models.pull.PullOptions;
import io.zoetrope.models.runtime.onnx.Variant;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Fetches packages into the folder where the job and the query service look for them. */
@Command(name = "pull", description = "Fetches the files of packages; goes on where it broke off.")
final class PullCommand implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;
    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of packages, see list.")
    private List<String> names;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Folder for packages; ~/.zoetrope/models where not given.")
    private Path into;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            defaultValue = "${env:" + PullOptions.MIRROR_VARIABLE + ":-}",
            description = {
                "Base url (http, https, file, s3a) that has the files as NAME/PATH,",
                "in place of the manifests' own; also " + PullOptions.MIRROR_VARIABLE + "."
            })
    private String mirror;

    @Option(
            names = "--variant",
            defaultValue = "fp32",
            description = "Precision to fetch: fp32, int8 or fp16; fp32 where not given.")
    private Variant variant;

    @Override
    public Integer call() throws PullException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = into == null ? ModelCatalog.pulledFolder() : into;
        PackagePull pull =
                new PackagePull(
                        PullOptions.of(folder, mirror == null ? "" : mirror), System.getenv());
        ModelCatalog catalog = models.catalogForPull(folder);
        List<ModelPackage> wanted = names.stream().map(catalog::find).toList();
        try (ConsoleProgress progress = ConsoleProgress.on(out)) {
            for (ModelPackage model : wanted) {
                Path there = pull.pull(model, variant.wireName(), progress);
                out.println(model.name() + ": in " + there);
                out.flush();
            }
        }
        return 0;
    }
}
