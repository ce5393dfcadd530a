package io.zoetrope.jobs;

import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.observe.Analysers;

/**
 * What the pipeline looks at videos with.
 *
 * @param videos opens and decodes them
 * @param analysers look at their pictures
 */
public record PipelineTools(VideoAccess videos, Analysers analysers) {}
