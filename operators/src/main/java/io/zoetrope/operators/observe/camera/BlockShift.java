package io.zoetrope.operators.observe.camera;

/** Where the middle of a block was, and how far it went, in points. */
record BlockShift(double x, double y, double dx, double dy) {}
