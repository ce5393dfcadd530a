package io.zoetrope.models.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.GraphSpec;
import io.zoetrope.models.packages.manifest.TensorSpec;
import io.zoetrope.models.packages.manifest.TensorType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One graph of a package, loaded and compared with its manifest. Thread-safe. */
public final class OnnxGraph implements AutoCloseable {
    private final GraphSpec spec;
    private final String file;
    private final SharedSession shared;
    private final Map<String, TensorType> types = new HashMap<>();
    private final Set<String> outputNames = new LinkedHashSet<>();
    private boolean closed;

    private OnnxGraph(GraphSpec spec, String file, SharedSession shared) {
        this.spec = spec;
        this.file = file;
        this.shared = shared;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     */
    public static OnnxGraph open(ModelPackage model, String graph, RuntimeOptions options) {
        GraphSpec spec = model.manifest().graphs().get(graph);
        if (spec == null) {
            throw new ModelException(
                    model
                            + " is a "
                            + model.manifest().task().wireName()
                            + ": it has no graph '"
                            + graph
                            + "'");
        }
        String path = fileFor(model, spec, options.variant());
        SharedSession shared = SharedSession.acquire(model, path, options);
        OnnxGraph opened = new OnnxGraph(spec, model.describe(path), shared);
        try {
            opened.check();
            return opened;
        } catch (ModelException e) {
            opened.close();
            throw e;
        }
    }

    private static String fileFor(ModelPackage model, GraphSpec spec, Variant variant) {
        boolean known =
                variant == Variant.FP32
                        || model.manifest().graphs().values().stream()
                                .anyMatch(g -> g.variants().containsKey(variant.wireName()));
        if (!known) {
            throw new ModelException(model + " has no " + variant.wireName() + " variant");
        }
        return spec.variants().getOrDefault(variant.wireName(), spec.file());
    }

    private void check() {
        GraphContract contract = new GraphContract(file);
        try {
            OrtSession session = shared.session();
            types.putAll(contract.check("input", spec.inputs(), session.getInputInfo()));
            contract.checkAllDeclared(spec.inputs(), session.getInputInfo());
            contract.check("output", spec.outputs(), session.getOutputInfo());
            spec.outputs().forEach(o -> outputNames.add(o.name()));
        } catch (OrtException e) {
            throw new ModelException(file + ": its inputs cannot be read: " + e.getMessage(), e);
        }
    }

    public GraphSpec spec() {
        return spec;
    }

    /** As people know the file. */
    public String file() {
        return file;
    }

    public Provider provider() {
        return shared.provider();
    }

    public boolean takes(String role) {
        return spec.input(role).isPresent();
    }

    public boolean gives(String role) {
        return spec.output(role).isPresent();
    }

    /** The element type that the loaded graph really takes. */
    public TensorType type(String inputRole) {
        return types.get(spec.input(inputRole).map(TensorSpec::name).orElse(""));
    }

    /**
     * @param inputs by role; the caller closes them
     * @throws ModelException if an input is not given, or ONNX Runtime fails
     */
    public GraphResult run(Map<String, OnnxTensor> inputs) {
        Map<String, OnnxTensor> named = new HashMap<>();
        for (TensorSpec input : spec.inputs()) {
            OnnxTensor given = inputs.get(input.role());
            if (given == null) {
                throw new ModelException(file + ": nothing gives input '" + input.role() + "'");
            }
            named.put(input.name(), given);
        }
        try {
            return new GraphResult(this, shared.session().run(named, outputNames));
        } catch (OrtException e) {
            throw new ModelException(file + ": failed: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            shared.release();
        }
    }
}
