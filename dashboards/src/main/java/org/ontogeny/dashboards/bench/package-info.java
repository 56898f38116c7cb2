/**
 * Benchmarks: each figure answers a stated question, beside the target that it has to meet and the
 * ceiling that the machine sets. What is compared takes turns in one process, in short blocks.
 */
package org.ontogeny.dashboards.bench;
