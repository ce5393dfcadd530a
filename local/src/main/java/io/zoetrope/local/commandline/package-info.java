/** The local run's options and ports, and what it writes on the terminal. */
package io.zoetrope.local.commandline;
