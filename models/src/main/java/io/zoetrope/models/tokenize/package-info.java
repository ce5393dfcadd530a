/**
 * From text to the token ids of a model, and back. Nothing native; see
 * docs/decisions/0002-tokenizers.md.
 */
package io.zoetrope.models.tokenize;
