/**
 * Model packages: {@code model.yaml} read and checked, and where its files are. See docs/models.md.
 */
package io.zoetrope.models.packages;
