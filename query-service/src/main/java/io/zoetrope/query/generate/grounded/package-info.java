/** Answers without a model: sentences and documents made of stored records alone. */
package io.zoetrope.query.generate.grounded;
