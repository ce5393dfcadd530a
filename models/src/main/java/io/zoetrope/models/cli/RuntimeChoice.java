package io.zoetrope.models.cli;

import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say how a model runs. */
final class RuntimeChoice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--provider",
            defaultValue = "cpu",
            description = "cpu, cuda, tensorrt, or several with commas to fall back; default cpu.")
    private String providers;

    @Option(names = "--device", defaultValue = "0", description = "GPU number; default 0.")
    private int device;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "Threads of one call; default 1.")
    private int threads;

    @Option(
            names = "--variant",
            defaultValue = "fp32",
            description = "Precision: fp32, int8 or fp16; default fp32.")
    private String variant;

    RuntimeOptions options() {
        try {
            return RuntimeOptions.parse(providers, device, threads, variant);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
