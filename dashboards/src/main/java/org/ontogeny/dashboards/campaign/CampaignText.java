package org.ontogeny.dashboards.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ontogeny.dashboards.view.OutcomeText;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.evaluation.Spread;
import org.ontogeny.engine.evaluation.StudentTest;
import org.ontogeny.engine.spec.Campaign;

/** What a campaign has come to, as tables of text. */
public final class CampaignText {

  private static final String NONE = "-";

  private CampaignText() {}

  /** The closing tables; none if nothing is compared. */
  public static List<String> closing(CampaignResult result) {
    List<String> lines = new ArrayList<>();
    if (!result.comparisons().isEmpty()) {
      lines.addAll(quantities(result));
      lines.add("");
      lines.addAll(comparisons(result));
    }
    return lines;
  }

  private static List<String> quantities(CampaignResult result) {
    TextTable table =
        new TextTable(2).row("member", "measured", "n", "mean", "s.d.", "least", "most");
    for (Quantity quantity : result.quantities()) {
      Optional<Spread> spread = quantity.spread();
      table.row(
          quantity.measurement().member(),
          OutcomeText.term(quantity.measurement().recorded()),
          "" + quantity.values().size(),
          spread.map(s -> number(s.mean())).orElse(NONE),
          number(spread.map(Spread::deviation).orElse(OptionalDouble.empty())),
          spread.map(s -> number(s.least())).orElse(NONE),
          spread.map(s -> number(s.most())).orElse(NONE));
    }
    return table.lines();
  }

  private static List<String> comparisons(CampaignResult result) {
    TextTable table =
        new TextTable(2).row("compared", "expected", "difference", "t", "df", "p", "verdict");
    for (Compared compared : result.comparisons()) {
      List<String> expected = expected(compared.comparison());
      Optional<StudentTest> test = compared.test();
      table.row(
          compared.comparison().id(),
          expected.get(0),
          number(compared.difference()),
          test.map(t -> decimals(t.statistic(), 3)).orElse(NONE),
          test.map(t -> decimals(t.freedom(), 2)).orElse(NONE),
          test.map(t -> probability(t.p())).orElse(NONE),
          compared.verdict());
      expected.subList(1, expected.size()).forEach(line -> table.row("", line));
    }
    return table.lines();
  }

  /** What a comparison is expected to show, in short lines. */
  private static List<String> expected(Campaign.Comparison comparison) {
    List<String> lines = new ArrayList<>();
    comparison.largestP().ifPresent(p -> lines.add("p <= " + plain(p)));
    if (!Double.isInfinite(comparison.atLeast())) {
      lines.add("difference >= " + plain(comparison.atLeast()));
    }
    if (!Double.isInfinite(comparison.atMost())) {
      lines.add("difference <= " + plain(comparison.atMost()));
    }
    lines.add(
        (comparison.design() == StudentTest.Design.PAIRED ? "paired" : "Welch")
            + (comparison.tail() == StudentTest.Tail.GREATER ? ", one-sided" : ", two-sided"));
    return lines;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9 ? "" + (long) value : "" + value;
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : NONE;
  }

  /** Shares with four decimals, what is larger with fewer. */
  private static String number(double value) {
    double size = Math.abs(value);
    return decimals(value, size < 10 ? 4 : size < 1000 ? 2 : 0);
  }

  private static String decimals(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String probability(double p) {
    return p < 0.001 ? String.format(Locale.ROOT, "%.1e", p) : decimals(p, 4);
  }
}
