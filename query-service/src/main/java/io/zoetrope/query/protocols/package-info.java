/** What protocols beside HTTP ask of the service, and how they are found. */
package io.zoetrope.query.protocols;
