package io.zoetrope.models.cli;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what a package makes of a person's own picture, words or sound. */
@Command(
        name = "try",
        description = {
            "Runs a package on your own input and prints labels or similarities.",
            "  an encoder: --image FILE --text WORDS [--text WORDS...]",
            "  a detector, a caption decoder: --image FILE",
            "  a sound encoder, voice activity, a speech recognizer: --audio FILE.wav [--text WORDS...]"
        })
final class TryCommand implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;
    @Spec private CommandSpec spec;
    @Mixin private RuntimeChoice runtime;

    @Parameters(paramLabel = "NAME", description = "A package's name, see list.")
    private String name;

    @Option(names = "--image", paramLabel = "FILE", description = "A JPEG or PNG picture.")
    private Path image;

    @Option(names = "--audio", paramLabel = "FILE", description = "A WAV or AIFF file.")
    private Path audio;

    @Option(names = "--text", paramLabel = "WORDS", description = "A sentence; may be repeated.")
    private List<String> texts = new ArrayList<>();

    @Override
    public Integer call() throws RejectedInput {
        PrintWriter out = spec.commandLine().getOut();
        ModelPackage model = models.catalog().find(name);
        RuntimeOptions options = runtime.options();
        Trial trial = new Trial(model, models.catalog(), options, out);
        trial.run(image, audio, texts);
        out.flush();
        sayProviders(trial);
        return 0;
    }

    /** To the other stream, so that a fall-back is seen and what was asked for stays alone. */
    private void sayProviders(Trial trial) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                trial.providers().stream()
                        .map(Provider::wireName)
                        .collect(Collectors.joining(", ", "runs on ", "")));
        err.flush();
    }
}
