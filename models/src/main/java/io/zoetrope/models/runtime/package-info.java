/**
 * Models that run: ONNX Runtime behind encoders and detectors.
 *
 * <p>Everything here is thread-safe, and everything that is opened is closed by who opened it. Two
 * openings of one file in one process share a session; it is freed with the last of them.
 */
package io.zoetrope.models.runtime;
