package org.ontogeny.dashboards.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.evaluation.StudentTest.Design;
import org.ontogeny.engine.evaluation.StudentTest.Tail;
import org.ontogeny.engine.spec.Campaign;
import org.ontogeny.engine.spec.Claim;

/** The hours of sleep of Student's patients, as if they were runs with ten seeds. */
class ComparedTest {

  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static Quantity quantity(String member, double... values) {
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    for (int k = 0; k < values.length; k++) {
      bySeed.put((long) k, values[k]);
    }
    Claim.Recorded hours = new Claim.Recorded("hours", "sleep", "main", Claim.Recorded.LAST);
    return new Quantity(new Campaign.Measurement(member, hours), bySeed);
  }

  private static Compared compared(
      Design design, OptionalDouble p, double least, double most, Quantity a, Quantity b) {
    return Compared.of(
        new Campaign.Comparison(
            "id", a.measurement(), b.measurement(), design, Tail.TWO_SIDED, p, least, most),
        a,
        b);
  }

  private static String verdict(
      Design design, OptionalDouble p, double least, double most, double[] a, double[] b) {
    return compared(design, p, least, most, quantity("a", a), quantity("b", b)).verdict();
  }

  @Test
  void aVerdictNeedsTheTestAndTheBand() {
    OptionalDouble p = OptionalDouble.of(0.05);
    assertEquals("not shown", verdict(Design.WELCH, p, 0, NONE, SECOND, FIRST));
    assertEquals("shown", verdict(Design.PAIRED, p, 0, NONE, SECOND, FIRST));
    assertEquals("not shown", verdict(Design.PAIRED, p, 0, NONE, FIRST, SECOND));
    assertEquals("not shown", verdict(Design.PAIRED, p, 0, 1.5, SECOND, FIRST));
    assertEquals("shown", verdict(Design.WELCH, OptionalDouble.empty(), 1, 2, SECOND, FIRST));
  }

  @Test
  void whereThereIsNoTestTheBandAloneCanBeShown() {
    OptionalDouble p = OptionalDouble.of(0.05);
    double[] one = {1};
    double[] two = {2};
    double[] still = {2, 2};
    assertEquals("not tested: fewer than 2 values", verdict(Design.WELCH, p, 0, NONE, two, one));
    assertEquals("not tested: no variance", verdict(Design.PAIRED, p, 0, NONE, still, still));
    assertEquals("shown", verdict(Design.WELCH, OptionalDouble.empty(), 0, NONE, two, one));
    assertEquals("not measured", verdict(Design.WELCH, p, 0, NONE, two, new double[0]));
  }

  @Test
  void onlyWholePairsCount() {
    Quantity a = quantity("a", SECOND);
    Quantity b = quantity("b", FIRST);
    Quantity longer = quantity("b", FIRST);
    longer.values().put(77L, 1000.0);
    OptionalDouble p = OptionalDouble.of(0.05);
    assertEquals(
        compared(Design.PAIRED, p, 0, NONE, a, b), compared(Design.PAIRED, p, 0, NONE, a, longer));
  }

  @Test
  void tablesHaveEveryNumberAndNoNaN() {
    Quantity a = quantity("a", SECOND);
    Quantity b = quantity("b", FIRST);
    Quantity single = quantity("c", 1234);
    Quantity none = quantity("d");
    OptionalDouble p = OptionalDouble.of(0.05);
    CampaignResult result =
        new CampaignResult(
            new Campaign("sleep", "", List.of(), List.of(), List.of()),
            Map.of(),
            List.of(a, b, single, none),
            List.of(
                compared(Design.PAIRED, p, 0, NONE, a, b),
                compared(Design.WELCH, p, Double.NEGATIVE_INFINITY, NONE, single, none)));
    assertEquals(
        """
        member  measured            n    mean    s.d.    least    most
        a       sleep hours: main  10  2.3300  2.0022  -0.1000  5.5000
        b       sleep hours: main  10  0.7500  1.7890  -1.6000  3.7000
        c       sleep hours: main   1   1,234       -    1,234   1,234
        d       sleep hours: main   0       -       -        -       -

        compared  expected           difference      t    df       p       verdict
        id        p <= 0.05              1.5800  4.062  9.00  0.0028         shown
                  difference >= 0
                  paired, two-sided
        id        p <= 0.05                   -      -     -       -  not measured
                  Welch, two-sided
        """,
        String.join("\n", CampaignText.closing(result)) + "\n");
    assertFalse(CampaignJson.line(result).contains("NaN"));
  }
}
