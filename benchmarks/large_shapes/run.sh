#!/bin/sh
# Java against Python ONNX Runtime on graphs of real size, in one run: benchmarks/large_shapes/run.sh [ROUNDS] [SECONDS]
# Each round runs Python and Java one after the other on one core; the ratio is that of the medians. Aim: >= 0.97.
# PYTHON names an interpreter with torch, onnx and onnxruntime (models/training/requirements.txt); best of the same native version
# (a Java binding does not load on another version of the native library: its symbols carry the version).
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=$(CDPATH='' cd -- "$here/../.." && pwd)
python=${PYTHON:-python3}
rounds=${1:-5}
seconds=${2:-8}
shapes=${SHAPES:-$home/models/target/large_shapes}
"$home/bin/models" --version >/dev/null # builds the class path where it is missing
if [ ! -f "$shapes/large-yolox-s/model.yaml" ]; then
    (cd "$home/models" && "$python" -m training.large_shapes.export --out "$shapes")
fi
classpath=$(cat "$home/models/target/models.classpath")
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
median() { sort -n | awk '{v[NR]=$1} END {print NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
rates=$(mktemp)
trap 'rm -f "$rates"' EXIT
printf '%-36s %10s %10s %8s\n' "graph (batch)" "python/s" "java/s" "ratio"
for case in large-clip/image.onnx:8:224 large-clip/image.int8.onnx:8:224 \
    large-yolox-s/detector.onnx:4:640 large-yolox-s/detector.int8.onnx:4:640; do
    graph=${case%%:*} rest=${case#*:} batch=${rest%%:*} side=${rest#*:}
    : >"$rates"
    for _ in $(seq "$rounds"); do
        echo "python $("$python" "$here/session_loop.py" "$shapes/$graph" "$batch" "$side" "$seconds")" >>"$rates"
        echo "java $("$java" -cp "$classpath" "$here/SessionLoop.java" "$shapes/$graph" "$batch" "$side" "$seconds")" >>"$rates"
    done
    py=$(awk '$1=="python"{print $3}' "$rates" | median)
    ja=$(awk '$1=="java"{print $3}' "$rates" | median)
    awk -v g="$graph ($batch)" -v p="$py" -v j="$ja" 'BEGIN {printf "%-36s %10.2f %10.2f %8.3f\n", g, p, j, j/p}'
done
awk '{seen[$1" "$2]=1} END {for (v in seen) print "ONNX Runtime", v}' "$rates"
