/**
 * The validated description of a run: what a HOCON file says, checked key by key with file and
 * line, and everything that it left open made explicit.
 */
package org.ontogeny.engine.spec;
