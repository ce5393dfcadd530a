/** What {@code model.yaml} says, as records. See docs/models.md. */
package io.zoetrope.models.packages.manifest;
