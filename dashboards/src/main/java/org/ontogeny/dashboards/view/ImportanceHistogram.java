package org.ontogeny.dashboards.view;

/**
 * How important synapses were when they died, in bins of equal width, of the importance or of its
 * logarithm. Bin {@code k} holds what is at least {@code edges[k]} and less than {@code edges[k +
 * 1]}; the last one holds its upper edge too.
 *
 * @param projection that they belonged to
 * @param rule that they died by
 * @param count of deaths with a finite importance: those in the bins
 * @param unknown how many died without one, as by a cascade or a lesion
 * @param minimum of the importances; NaN where there is none
 * @param maximum of the importances; NaN where there is none
 * @param logarithmic whether the bins are equally wide in the logarithm
 * @param edges ascending, [bins + 1]; empty where there is no importance
 * @param counts deaths in each bin, [bins]; empty where there is no importance
 */
public record ImportanceHistogram(
    String projection,
    String rule,
    long count,
    long unknown,
    double minimum,
    double maximum,
    boolean logarithmic,
    double[] edges,
    long[] counts) {}
