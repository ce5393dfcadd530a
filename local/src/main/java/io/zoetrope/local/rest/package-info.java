/**
 * What Flink's REST of a local run answers: looks from this machine, and nothing else. Start
 * reading at {@link io.zoetrope.local.rest.ReadOnlyRest}.
 */
package io.zoetrope.local.rest;
