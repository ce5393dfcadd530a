package io.zoetrope.local;

import io.zoetrope.local.commandline.LocalOption;
import io.zoetrope.local.commandline.ModelChoice;
import io.zoetrope.local.commandline.Terminal;
import io.zoetrope.local.commandline.UsageProblem;
import io.zoetrope.models.cli.ConsoleProgress;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.packages.manifest.PackageFile;
import io.zoetrope.models.pull.PackagePull;
import io.zoetrope.models.pull.PullException;
import io.zoetrope.models.pull.PullOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds packages, and brings those that are not whole to where {@code models pull} keeps them. For
 * one thread.
 */
final class ModelPull {
    private final List<Path> given;
    private final PullOptions options;
    private final Terminal terminal;
    private final ModelCatalog here;
    private final List<Path> pulled = new ArrayList<>();

    /**
     * @param given folders with more packages
     */
    ModelPull(List<Path> given, PullOptions options, Terminal terminal) {
        this.given = given;
        this.options = options;
        this.terminal = terminal;
        List<Path> folders = new ArrayList<>(given);
        folders.add(options.into());
        this.here = new ModelCatalog(folders);
    }

    /**
     * @param environment may name a mirror, as for the {@code models} command
     */
    static ModelPull of(ModelChoice choice, Map<String, String> environment, Terminal terminal) {
        String mirror =
                choice.mirror().isEmpty()
                        ? environment.getOrDefault(PullOptions.MIRROR_VARIABLE, "")
                        : choice.mirror();
        return new ModelPull(
                choice.folders(), PullOptions.of(ModelCatalog.pulledFolder(), mirror), terminal);
    }

    /** Where packages are to be looked for: what was pulled before what was given. */
    List<Path> folders() {
        List<Path> folders = new ArrayList<>(pulled);
        folders.addAll(given);
        return folders;
    }

    /**
     * The package with every file that it needs.
     *
     * @throws UsageProblem if there is none of that name and task, or a file is not to be had
     */
    ModelPackage whole(LocalOption option, String name, ModelTask task) {
        ModelPackage found = find(here, option, name, task);
        return missing(found).isEmpty() ? found : pull(option, name, task);
    }

    private static ModelPackage find(
            ModelCatalog catalog, LocalOption option, String name, ModelTask task) {
        ModelPackage found;
        try {
            found = catalog.find(name);
        } catch (ManifestException e) {
            throw new UsageProblem("-D" + option.property() + ": " + e.getMessage(), e);
        }
        if (found.manifest().task() != task) {
            throw new UsageProblem(
                    "-D%s: %s is of task %s, not %s"
                            .formatted(
                                    option.property(),
                                    name,
                                    found.manifest().task().wireName(),
                                    task.wireName()));
        }
        return found;
    }

    private static List<PackageFile> missing(ModelPackage model) {
        List<PackageFile> missing = new ArrayList<>(model.needed(ModelPackage.PLAIN));
        missing.retainAll(model.missing());
        return missing;
    }

    private ModelPackage pull(LocalOption option, String name, ModelTask task) {
        // What this version describes, and not once more what an older one left half there.
        ModelCatalog described = ModelCatalog.forPull(given, options.into());
        ModelPackage wanted = find(described, option, name, task);
        ModelPackage there = wanted.in(options.into().resolve(name));
        if (!isPulled(there, wanted)) {
            terminal.line(name + " is not here; pulling it into " + there.location());
            try (ConsoleProgress progress =
                    ConsoleProgress.on(terminal.stream(), terminal.interactive())) {
                new PackagePull(options, System.getenv())
                        .pull(wanted, ModelPackage.PLAIN, progress);
            } catch (PullException e) {
                throw new UsageProblem(notToBeHad(option, there, e), e);
            }
        }
        pulled.add(options.into().resolve(name));
        return there;
    }

    /** By an earlier run, from a manifest that lies elsewhere without its files. */
    private static boolean isPulled(ModelPackage there, ModelPackage wanted) {
        try {
            return missing(there).isEmpty()
                    && Arrays.equals(there.manifestBytes(), wanted.manifestBytes());
        } catch (ManifestException e) {
            // Whole packages have their manifest; files that were put there by hand do not.
            return false;
        }
    }

    private static String notToBeHad(LocalOption option, ModelPackage there, PullException e) {
        String files =
                missing(there).stream().map(PackageFile::path).collect(Collectors.joining(", "));
        return ("-D%s: %s cannot be pulled: %s. To go on, put %s into %s by hand (bin/models show"
                        + " %2$s tells where from) and start again, or name a server that has it"
                        + " with -D%s=URL")
                .formatted(
                        option.property(),
                        there.name(),
                        e.getMessage(),
                        files,
                        there.location(),
                        LocalOption.MODELS_MIRROR.property());
    }
}
