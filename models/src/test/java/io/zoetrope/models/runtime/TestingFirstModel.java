package io.zoetrope.models.runtime;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.nio.file.Path;

/** Main of a process whose first act is to open a model, as a task manager's or a service's is. */
final class TestingFirstModel {
    private TestingFirstModel() {}

    /**
     * @param arguments the package's folder, then the providers to try
     */
    public static void main(String[] arguments) {
        ModelPackage model = ModelPackage.at(Path.of(arguments[0]));
        RuntimeOptions options = RuntimeOptions.parse(arguments[1], 0, 1, "fp32");
        try (ImageEncoder encoder = ImageEncoder.open(model, options)) {
            System.out.println("provider in use: " + encoder.provider().wireName());
        }
    }
}
