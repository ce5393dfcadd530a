/**
 * The {@code models} command: list, show, pull, check and try model packages. See docs/models.md.
 */
package io.zoetrope.models.cli;
