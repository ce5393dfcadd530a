/** Answers by a model behind an endpoint that speaks OpenAI's protocol, held to their evidence. */
package io.zoetrope.query.generate.chat;
