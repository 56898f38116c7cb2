package org.ontogeny.kernel;

/**
 * How a graded neuron answers its total input x, and the slope that its error is multiplied by.
 *
 * <pre>
 *   LINEAR     y = x                             dy/dx = 1
 *   RELU       y = max(0, x)                     dy/dx = 1 where y &gt; 0, else 0
 *   HARD_TANH  y = max(-1, min(1, x))            dy/dx = 1 where -1 &lt; y &lt; 1, else 0
 *   SOFTMAX    y_n = exp(x_n) / sum_m exp(x_m)   dy_n/dx_m = y_n (delta_nm - y_m)
 * </pre>
 *
 * <p>Slopes are functions of y, so that x need not be kept. At the corners, where there is none,
 * the slope is 0.
 */
public enum Activation {
  LINEAR,
  RELU,
  HARD_TANH,
  /** Over the neurons of a batch, in each column. */
  SOFTMAX
}
