/** How bytes enter and leave; each package is one kind of store. */
package io.zoetrope.connectors;
