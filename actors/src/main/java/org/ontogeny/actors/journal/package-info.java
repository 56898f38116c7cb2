/**
 * Where the facts of a run become durable: one SQLite database in its directory. Developmental
 * events carry steps and no wall clock, and a chain of digests seals them; operational facts stand
 * in a table of their own, with times and numbers of their own. Whoever has a fact never waits for
 * the disk; an actor writes behind, and readers see whole fences only. {@code docs/journal.md}
 * describes the tables.
 */
package org.ontogeny.actors.journal;
