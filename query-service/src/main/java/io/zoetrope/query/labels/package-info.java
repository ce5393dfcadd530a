/** Labels that people teach: what was said, what it means, and spreading it. */
package io.zoetrope.query.labels;
