"""Items a second of one session on one thread, of the native library that Java loads: same_library_loop.py JAR GRAPH BATCH SIDE SECONDS.

The Python package and the Java binding come with libraries of different versions. This calls the C API of the library inside
onnxruntime.jar: same input, same options, same way to count as session_loop.py, and no binding that could cost something.
"""
import ctypes
import pathlib
import platform
import sys
import tempfile
import time
import zipfile

import numpy as np

WARM_UP_CALLS = 3
API_VERSION = 17  # functions are only ever added to the table, at its end
UINT8, ARENA, DEFAULT_MEMORY, WARNING = 2, 1, 0, 2
# Places in the table of functions (struct OrtApi).
ERROR_MESSAGE, CREATE_ENV, CREATE_SESSION, RUN, CREATE_OPTIONS, INTRA_THREADS, INTER_THREADS = 2, 3, 7, 9, 10, 24, 25
INPUT_NAME, OUTPUT_COUNT, OUTPUT_NAME, TENSOR_OVER_DATA, TENSOR_DATA = 36, 31, 37, 49, 51
CPU_MEMORY, DEFAULT_ALLOCATOR, RELEASE_VALUE = 69, 78, 96


class Table(ctypes.Structure):
    _fields_ = [("api", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_uint32)), ("version", ctypes.CFUNCTYPE(ctypes.c_char_p))]


class Api:
    """The table's functions; one that returns a status raises its message."""

    def __init__(self, library):
        loaded = ctypes.CDLL(str(library))
        loaded.OrtGetApiBase.restype = ctypes.POINTER(Table)
        base = loaded.OrtGetApiBase().contents
        self.version = base.version().decode()
        self.functions = ctypes.cast(base.api(API_VERSION), ctypes.POINTER(ctypes.c_void_p))
        self.message = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)(self.functions[ERROR_MESSAGE])
        self.release_value = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self.functions[RELEASE_VALUE])

    def prepare(self, index, *types):
        call = ctypes.CFUNCTYPE(ctypes.c_void_p, *types)(self.functions[index])

        def checked(*arguments):
            status = call(*arguments)
            if status:
                raise RuntimeError(self.message(status).decode())

        return checked

    def make(self, index, *arguments):
        """What a function writes to its last argument, a pointer to a pointer."""
        types = [type(a) for a in arguments]
        made = ctypes.c_void_p()
        self.prepare(index, *types, ctypes.POINTER(ctypes.c_void_p))(*arguments, ctypes.byref(made))
        return made


def library_of(jar, folder):
    system = {"Linux": ("linux", "libonnxruntime.so"), "Darwin": ("osx", "libonnxruntime.dylib")}[platform.system()]
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "aarch64", "arm64": "aarch64"}[platform.machine()]
    with zipfile.ZipFile(jar) as z:
        return pathlib.Path(z.extract(f"ai/onnxruntime/native/{system[0]}-{machine}/{system[1]}", folder))


def session(api, graph):
    """Session, its input's name and its outputs' names."""
    text, integer, size = ctypes.c_char_p, ctypes.c_int, ctypes.c_size_t
    environment = api.make(CREATE_ENV, integer(WARNING), text(b"loop"))
    options = api.make(CREATE_OPTIONS)
    for threads in (INTRA_THREADS, INTER_THREADS):
        api.prepare(threads, ctypes.c_void_p, integer)(options, 1)
    loaded = api.make(CREATE_SESSION, environment, text(str(graph).encode()), options)
    allocator = api.make(DEFAULT_ALLOCATOR)
    outputs = size()
    api.prepare(OUTPUT_COUNT, ctypes.c_void_p, ctypes.POINTER(size))(loaded, ctypes.byref(outputs))
    names = [api.make(OUTPUT_NAME, loaded, size(i), allocator).value for i in range(outputs.value)]
    return loaded, api.make(INPUT_NAME, loaded, size(0), allocator).value, names


def rate(api, graph, batch, side, seconds):
    loaded, name, names = session(api, graph)
    pointers = ctypes.POINTER(ctypes.c_void_p)
    address, size = ctypes.c_void_p, ctypes.c_size_t
    run = api.prepare(RUN, address, address, pointers, pointers, size, pointers, size, pointers)
    data = api.prepare(TENSOR_DATA, address, pointers)
    over_types = (address, address, size, ctypes.POINTER(ctypes.c_int64), size, ctypes.c_int, pointers)
    over = api.prepare(TENSOR_OVER_DATA, *over_types)
    memory = api.make(CPU_MEMORY, ctypes.c_int(ARENA), ctypes.c_int(DEFAULT_MEMORY))
    shape = (ctypes.c_int64 * 4)(batch, side, side, 3)
    inputs, outputs = (address * 1)(name), (address * len(names))(*names)
    noise = np.random.default_rng(0).integers(0, 256, (batch, side, side, 3), np.uint8)
    calls, start = -WARM_UP_CALLS, 0.0
    while calls < 1 or time.perf_counter() - start < seconds:
        if calls == 0:
            start = time.perf_counter()
        pixels = noise.copy()
        tensor, found, first = (address * 1)(), (address * len(names))(), address()
        over(memory, pixels.ctypes.data, pixels.nbytes, shape, 4, UINT8, tensor)
        run(loaded, None, inputs, tensor, 1, outputs, len(names), found)
        data(found[0], ctypes.byref(first))
        for value in (*tensor, *found):
            api.release_value(value)
        calls += 1
    return calls * batch / (time.perf_counter() - start)


def main(jar, graph, batch, side, seconds):
    with tempfile.TemporaryDirectory() as folder:
        api = Api(library_of(jar, folder))
        print(api.version, f"{rate(api, graph, batch, side, seconds):.3f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))
