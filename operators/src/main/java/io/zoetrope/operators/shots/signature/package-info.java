/** What the signatures of frames say of pictures, and of how one differs from another. */
package io.zoetrope.operators.shots.signature;
