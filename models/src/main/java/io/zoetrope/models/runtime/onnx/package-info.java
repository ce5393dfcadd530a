/**
 * ONNX Runtime: sessions that are shared, graphs that are held against their manifest, tensors in
 * and results out. What the models of all tasks stand on.
 */
package io.zoetrope.models.runtime.onnx;
