/**
 * Criteria that a user's jar adds to those of the engine. A jar is a plugin: it is read once, known
 * by its SHA-256, and must hold all that its criteria need. What can be named in a specification is
 * a value that is handed on, so that one process may know several.
 */
package org.ontogeny.engine.plugin;
