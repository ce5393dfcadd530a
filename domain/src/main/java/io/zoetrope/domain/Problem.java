package io.zoetrope.domain;

/**
 * Why something could not be done, for people.
 *
 * @param stage the step that found it: parse, probe, plan, decode, observe, compose, index
 * @param reason a short stable phrase in snake_case that dashboards count by: {@code not_a_video}
 * @param detail one sentence that says what, where and what to do
 */
public record Problem(String stage, String reason, String detail) {}
