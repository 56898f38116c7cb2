package org.ontogeny.dashboards.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and tables as text. */
class TextFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "1234|1,230",
        "0.012345|0.0123",
        "1.234e-5|1.23e-5",
        "-0.5|-0.5",
        "12345678|12.3 M",
        "1000|1,000",
        "0.1|0.1",
        "NaN|-",
        "Infinity|∞"
      })
  void threeDigitsAreEnough(double value, String text) {
    assertEquals(text, Numbers.brief(value));
  }

  @Test
  void thereIsNoNegativeNought() {
    assertEquals("0", Numbers.fixed(-0.0, 0));
    assertEquals("0.00", Numbers.fixed(-0.001, 2));
    assertEquals("-0.01", Numbers.fixed(-0.01, 2));
  }

  @Test
  void tablesFollowTheStandard() {
    String text =
        new Csv("name", "value")
            .row("a,b", 0.1 + 0.2)
            .row("say \"x\"\n", 12L)
            .row(null, Double.NaN)
            .row("inf", Double.POSITIVE_INFINITY)
            .toString();
    assertEquals(
        "name,value\n\"a,b\",0.30000000000000004\n\"say \"\"x\"\"\n\",12\n,\ninf,\n", text);
  }

  @Test
  void longNamesAreShortenedByCharacters() {
    assertEquals("short", Markup.shortened("short", 5));
    assertEquals("lon…", Markup.shortened("longer", 4));
    assertEquals("😀…", Markup.shortened("😀😀😀", 2));
  }
}
