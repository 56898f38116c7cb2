/**
 * Benchmarks: each answers a stated question, and its figures stand beside the target that they
 * have to meet, beside what a user would pick instead and beside the ceiling that the machine sets.
 * What is compared takes turns in short blocks: ratios are of neighbours in time, and their median
 * counts.
 */
package org.ontogeny.dashboards.bench;
