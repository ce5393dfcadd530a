#!/bin/sh
# Encoder and detector at real size on a CUDA machine: benchmarks/gpu/run.sh [SECONDS]
# First PyTorch and, where its Python package has the CUDA provider, ONNX Runtime (gpu.py); then Java, where the models module was
# built with -Pgpu and CUDA 12 with cuDNN 9 are installed. PYTHON names an interpreter with torch.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=$(CDPATH='' cd -- "$here/../.." && pwd)
shapes=${SHAPES:-$home/models/target/large_shapes}
"${PYTHON:-python3}" "$here/gpu.py" --seconds "${1:-1}" --graphs "$shapes"
if grep -qs onnxruntime_gpu "$home/models/target/models.classpath" && [ -f "$shapes/large-clip/model.yaml" ]; then
    for name in large-clip large-yolox-s; do
        "$home/bin/models" check "$name" --provider cuda --models "$shapes"
    done
else
    echo "Java: the models module was not built with -Pgpu, or $shapes was not exported: not measured"
fi
