/** The owner of a data directory over HTTP: its server, and the client that other commands use. */
@NullMarked
package io.nasoa.worker.http;

import org.jspecify.annotations.NullMarked;
