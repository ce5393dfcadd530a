/** Gathers the requests of all threads of a process into batches. */
package io.zoetrope.models.batching;
