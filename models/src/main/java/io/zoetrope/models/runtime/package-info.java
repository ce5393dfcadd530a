/**
 * Models that run: ONNX Runtime ({@code onnx}) behind encoders, which stand here, and behind {@code
 * detect}, {@code speech} and {@code read}.
 *
 * <p>Everything here is thread-safe, and everything that is opened is closed by who opened it. Two
 * openings of one file in one process share a session; it is freed with the last of them.
 */
package io.zoetrope.models.runtime;
