package org.ontogeny.dashboards.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as they are written on plots and beside them. */
public final class Numbers {

  private static final double MILLION = 1e6;
  private static final double SMALL = 1e-4;
  private static final int DIGITS = 3;

  private Numbers() {}

  /** With so many decimals and thousands set off; millions by name. */
  public static String fixed(double value, int decimals) {
    if (Math.abs(value) >= MILLION) {
      return plain(value / MILLION, DIGITS + 1) + " M";
    }
    if (value != 0 && Math.abs(value) < SMALL) {
      return brief(value);
    }
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.matches("-0([.]0*)?") ? text.substring(1) : text;
  }

  /** In three significant digits: 1,234 is 1,230 and 0.00001234 is 1.23e-5; {@code -} for NaN. */
  public static String brief(double value) {
    if (Double.isNaN(value)) {
      return "-";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    } else if (value == 0) {
      return "0";
    } else if (Math.abs(value) < SMALL) {
      int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
      return plain(value * Math.pow(10, -exponent), DIGITS) + "e" + exponent;
    } else if (Math.abs(value) >= MILLION) {
      return plain(value / MILLION, DIGITS) + " M";
    }
    return plain(value, DIGITS);
  }

  /** A whole number with its thousands set off. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A share as a percentage of one decimal. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String plain(double value, int digits) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }
}
