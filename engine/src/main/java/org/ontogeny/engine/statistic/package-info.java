/**
 * What a synapse can know by itself: its weight, its age, how often its two ends were active and
 * how often together. Criteria are functions of these numbers and of nothing else. And the smallest
 * of many such numbers, for rules that compare.
 */
package org.ontogeny.engine.statistic;
