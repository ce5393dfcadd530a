package io.zoetrope.operators.compose;

import java.io.Serializable;

/** Settings of {@link ComposeMoments}. */
public record ComposeOptions(MomentRules rules) implements Serializable {}
