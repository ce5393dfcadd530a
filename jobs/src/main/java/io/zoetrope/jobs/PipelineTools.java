package io.zoetrope.jobs;

import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.observe.FrameObserverFactory;

/**
 * What the pipeline looks at videos with.
 *
 * @param videos opens and decodes them
 * @param observers embeds their frames
 */
public record PipelineTools(VideoAccess videos, FrameObserverFactory observers) {}
