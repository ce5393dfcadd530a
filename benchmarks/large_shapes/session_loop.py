"""Items a second of one ONNX Runtime session on one thread: session_loop.py GRAPH BATCH SIDE SECONDS. The twin of SessionLoop.java."""
import sys
import time

import numpy as np
import onnxruntime

WARM_UP_CALLS = 3


def main(graph, batch, side, seconds):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    noise = np.random.default_rng(0).integers(0, 256, (batch, side, side, 3), np.uint8)
    calls, start = -WARM_UP_CALLS, 0.0
    while calls < 1 or time.perf_counter() - start < seconds:
        if calls == 0:
            start = time.perf_counter()
        session.run(None, {name: noise.copy()})
        calls += 1
    print(onnxruntime.__version__, f"{calls * batch / (time.perf_counter() - start):.3f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
