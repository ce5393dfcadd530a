"""Fills a folder for -Donnxruntime.native.path: the native library of this Python's onnxruntime, and the Java binding's own.

The binding (API of its version) runs on any newer native library, so both languages can be measured on the same one.
"""

import os
import pathlib
import sys
import zipfile

import onnxruntime

BINDING = "ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so"


def main():
    folder = pathlib.Path(sys.argv[1])
    found = sorted((pathlib.Path(onnxruntime.__file__).parent / "capi").glob("libonnxruntime.so*"))
    jars = [j for j in os.environ["CLASSPATH"].split(os.pathsep) if pathlib.Path(j).name.startswith("onnxruntime")]
    if not found or not jars:
        sys.exit("needs onnxruntime's shared library in the Python package and its jar on CLASSPATH (Linux x86-64)")
    (folder / "libonnxruntime.so").symlink_to(found[-1])
    with zipfile.ZipFile(jars[0]) as jar:
        (folder / pathlib.Path(BINDING).name).write_bytes(jar.read(BINDING))


if __name__ == "__main__":
    main()
