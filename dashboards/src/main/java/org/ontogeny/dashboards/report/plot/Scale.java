package org.ontogeny.dashboards.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where values lie on an axis, as a share of its length.
 *
 * @param from value at the beginning
 * @param to value at the end, larger
 * @param logarithmic whether equal ratios are equally long; then both ends are above 0
 */
public record Scale(double from, double to, boolean logarithmic) {

  private static final int[] LEADING = {1, 2, 5};
  private static final double SLACK = 1e-9; // of a step, for the rounding of sums
  private static final double FEW_DECADES = 2.5;

  public Scale {
    if (!(from < to) || !Double.isFinite(to - from) || (logarithmic && from <= 0)) {
      throw new IllegalArgumentException(
          "expected an axis from a smaller value to a larger one%s, got %s to %s"
              .formatted(logarithmic ? ", above 0" : "", from, to));
    }
  }

  /**
   * A linear scale that covers values and begins and ends at ticks. Values that are not finite are
   * passed over; where there is none, it goes from 0 to 1.
   *
   * @param about how many steps between ticks, at least 1
   */
  public static Scale linear(DoubleStream values, int about) {
    double[] ends = ends(values.filter(Double::isFinite));
    if (ends.length == 0) {
      return new Scale(0, 1, false);
    }
    double from = ends[0];
    double to = ends[1];
    if (from == to) {
      double room = from == 0 ? 1 : Math.abs(from) / 2;
      from -= from == 0 ? 0 : room;
      to += room;
    }
    double step = step(to - from, about);
    return new Scale(
        Math.floor(from / step + SLACK) * step, Math.ceil(to / step - SLACK) * step, false);
  }

  /**
   * A logarithmic scale that covers values, by whole decades or, where there are few, by the next
   * 1, 2 or 5. Values that are not above 0 are passed over.
   */
  public static Scale logarithmic(DoubleStream values) {
    double[] ends = ends(values.filter(v -> v > 0 && Double.isFinite(v)));
    if (ends.length == 0) {
      return new Scale(1, 10, true);
    }
    boolean few = Math.log10(ends[1] / ends[0]) < FEW_DECADES;
    double from = few ? down(ends[0]) : power(Math.floor(Math.log10(ends[0]) + SLACK));
    double to = few ? up(ends[1]) : power(Math.ceil(Math.log10(ends[1]) - SLACK));
    return new Scale(from, from < to ? to : from * 10, true);
  }

  private static double[] ends(DoubleStream values) {
    double[] all = values.toArray();
    return all.length == 0
        ? all
        : new double[] {
          DoubleStream.of(all).min().getAsDouble(), DoubleStream.of(all).max().getAsDouble()
        };
  }

  /** The smallest step of 1, 2 or 5 times a power of ten that makes at most so many of a length. */
  static double step(double length, int about) {
    double wanted = length / about;
    double power = power(Math.floor(Math.log10(wanted)));
    for (int leading : LEADING) {
      if (leading * power >= wanted * (1 - SLACK)) {
        return leading * power;
      }
    }
    return 10 * power;
  }

  private static double down(double value) {
    double power = power(Math.floor(Math.log10(value) + SLACK));
    double found = power;
    for (int leading : LEADING) {
      found = leading * power <= value * (1 + SLACK) ? leading * power : found;
    }
    return found;
  }

  private static double up(double value) {
    double down = down(value);
    if (down >= value * (1 - SLACK)) {
      return down;
    }
    double power = power(Math.floor(Math.log10(value) + SLACK));
    for (int leading : LEADING) {
      if (leading * power >= value) {
        return leading * power;
      }
    }
    return 10 * power;
  }

  /** Exact where a double can be: {@code Math.pow} is, for whole exponents of this size. */
  private static double power(double exponent) {
    return exponent < 0 ? 1 / Math.pow(10, -exponent) : Math.pow(10, exponent);
  }

  /** The place of a value: 0 at the beginning, 1 at the end; NaN if it has none. */
  public double place(double value) {
    if (logarithmic) {
      return value > 0 ? Math.log(value / from) / Math.log(to / from) : Double.NaN;
    }
    return (value - from) / (to - from);
  }

  /**
   * Ticks at multiples of 1, 2 or 5 times a power of ten; at powers of ten where a logarithmic
   * scale has many.
   *
   * @param about how many steps between them at most, at least 1
   */
  public List<Tick> ticks(int about) {
    return logarithmic ? logarithmicTicks(about) : linearTicks(about);
  }

  private List<Tick> linearTicks(int about) {
    double step = step(to - from, about);
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + SLACK));
    List<Tick> ticks = new ArrayList<>();
    long first = (long) Math.ceil(from / step - SLACK);
    long last = (long) Math.floor(to / step + SLACK);
    for (long k = first; k <= last; k++) {
      double at = k * step;
      ticks.add(new Tick(at, k == 0 ? "0" : Numbers.fixed(at, decimals)));
    }
    return ticks;
  }

  private List<Tick> logarithmicTicks(int about) {
    boolean few = Math.log10(to / from) < FEW_DECADES;
    int first = (int) Math.floor(Math.log10(from) + SLACK);
    int last = (int) Math.floor(Math.log10(to) + SLACK);
    int every = Math.max(1, (last - first + about - 1) / about);
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent++) {
      boolean named = (exponent - first) % every == 0;
      for (int leading : LEADING) {
        double at = leading * power(exponent);
        boolean within = at >= from * (1 - SLACK) && at <= to * (1 + SLACK);
        if (within && (leading == 1 || few)) {
          ticks.add(new Tick(at, named ? Numbers.brief(at) : ""));
        }
      }
    }
    return ticks;
  }
}
