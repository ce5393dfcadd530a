/**
 * The wiring: options, pipeline, main. Start reading at {@link
 * io.zoetrope.jobs.IndexVideosPipeline}.
 */
package io.zoetrope.jobs;
