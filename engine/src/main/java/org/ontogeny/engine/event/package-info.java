/**
 * Facts about development. Developmental events carry steps and no wall clock: equal specification,
 * seed, grouping and arithmetic give the same sequence. Their canonical form is one line of JSON
 * each.
 */
package org.ontogeny.engine.event;
