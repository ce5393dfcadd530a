#!/bin/sh
# Java against Python on graphs of real size, in one run: benchmarks/large_shapes/run.sh [ROUNDS] [SECONDS]
# Each round runs three programs one after the other on one core: Python's onnxruntime package, Python calling the C API of the very
# library that Java loads, and Java. Ratios are those of the medians. Aim: Java >= 0.97 of the same library. (The package is
# mostly of another version than the jar, and neither loads the other's library: symbols carry the version.)
# PYTHON names an interpreter with torch, onnx and onnxruntime (models/training/requirements.txt).
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
jar=$(echo "$classpath" | tr ':' '\n' | grep '/onnxruntime-[^/]*\.jar$')
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
median() { sort -n | awk '{v[NR]=$1} END {print NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
rates=$(mktemp)
trap 'rm -f "$rates"' EXIT
printf '%-36s %10s %10s %10s %12s %12s\n' "graph (batch)" "package/s" "library/s" "java/s" "java/package" "java/library"
for case in large-clip/image.onnx:8:224 large-clip/image.int8.onnx:8:224 \
    large-yolox-s/detector.onnx:4:640 large-yolox-s/detector.int8.onnx:4:640; do
    graph=${case%%:*} rest=${case#*:} batch=${rest%%:*} side=${rest#*:}
    : >"$rates"
    for _ in $(seq "$rounds"); do
        echo "package $("$python" "$here/session_loop.py" "$shapes/$graph" "$batch" "$side" "$seconds")" >>"$rates"
        echo "library $("$python" "$here/same_library_loop.py" "$jar" "$shapes/$graph" "$batch" "$side" "$seconds")" >>"$rates"
        echo "java $("$java" -cp "$classpath" "$here/SessionLoop.java" "$shapes/$graph" "$batch" "$side" "$seconds")" >>"$rates"
    done
    package=$(awk '$1=="package"{print $3}' "$rates" | median)
    library=$(awk '$1=="library"{print $3}' "$rates" | median)
    own=$(awk '$1=="java"{print $3}' "$rates" | median)
    awk -v g="$graph ($batch)" -v p="$package" -v l="$library" -v j="$own" \
        'BEGIN {printf "%-36s %10.2f %10.2f %10.2f %12.3f %12.3f\n", g, p, l, j, j/p, j/l}'
done
awk '{seen[$1" "$2]=1} END {for (v in seen) print "ONNX Runtime", v}' "$rates"
