package io.zoetrope.models.runtime.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.zoetrope.models.packages.manifest.TensorSpec;
import io.zoetrope.models.packages.manifest.TensorType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a manifest says of a graph with what the ONNX file has. */
final class GraphContract {
    private final String file;

    GraphContract(String file) {
        this.file = file;
    }

    /**
     * @return the real type of each declared tensor by name: a variant may take float16 if the
     *     manifest says float32, or the other way round
     * @throws ModelException if they differ
     */
    Map<String, TensorType> check(String side, List<TensorSpec> specs, Map<String, NodeInfo> has) {
        Map<String, TensorType> types = new HashMap<>();
        for (TensorSpec spec : specs) {
            NodeInfo node = has.get(spec.name());
            if (node == null) {
                throw new ModelException(
                        String.format(
                                "%s: expected %s '%s', the graph has %s",
                                file, side, spec.name(), has.keySet()));
            }
            types.put(spec.name(), checkTensor(side, spec, node));
        }
        return types;
    }

    /** An input that the manifest does not declare would make every call fail. */
    void checkAllDeclared(List<TensorSpec> specs, Map<String, NodeInfo> has) {
        for (String name : has.keySet()) {
            if (specs.stream().noneMatch(s -> s.name().equals(name))) {
                throw new ModelException(
                        String.format(
                                "%s: the graph has an input '%s' that the manifest does not"
                                        + " declare",
                                file, name));
            }
        }
    }

    private TensorType checkTensor(String side, TensorSpec spec, NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw new ModelException(file + ": " + side + " '" + spec.name() + "' is no tensor");
        }
        TensorType type = typeOf(info.type);
        if (type == null || !compatible(type, spec.type()) || !fits(spec.shape(), info)) {
            throw new ModelException(
                    String.format(
                            "%s: expected %s '%s' to be %s %s, the graph has %s %s",
                            file,
                            side,
                            spec.name(),
                            spec.type().wireName(),
                            spec.shape(),
                            info.type,
                            Arrays.toString(info.getShape())));
        }
        return type;
    }

    private static boolean compatible(TensorType has, TensorType said) {
        return has == said || (isFloat(has) && isFloat(said));
    }

    private static boolean isFloat(TensorType type) {
        return type == TensorType.FLOAT16 || type == TensorType.FLOAT32;
    }

    /** A rank of 0 is also how ONNX Runtime reports a rank that it does not know. */
    private static boolean fits(List<Integer> said, TensorInfo info) {
        long[] has = info.getShape();
        if (has.length == 0) {
            return true;
        }
        if (has.length != said.size()) {
            return false;
        }
        for (int i = 0; i < has.length; i++) {
            if (has[i] >= 0 && has[i] != said.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static TensorType typeOf(OnnxJavaType type) {
        return switch (type) {
            case BOOL -> TensorType.BOOL;
            case FLOAT -> TensorType.FLOAT32;
            case FLOAT16 -> TensorType.FLOAT16;
            case UINT8 -> TensorType.UINT8;
            case INT8 -> TensorType.INT8;
            case INT16 -> TensorType.INT16;
            case INT32 -> TensorType.INT32;
            case INT64 -> TensorType.INT64;
            default -> null;
        };
    }
}
