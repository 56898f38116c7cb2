package org.ontogeny.engine.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BirthStepsTest {

  /** Whatever comes and goes, the table says what the JDK's says. */
  @Test
  void agreesWithHashMap() {
    Random random = new Random(5);
    Map<Long, Long> expected = new HashMap<>();
    BirthSteps table = new BirthSteps();
    for (int k = 0; k < 200_000; k++) {
      long pair = random.nextInt(3000);
      if (random.nextInt(5) < 2) {
        table.remove(pair);
        expected.remove(pair);
      } else if (!expected.containsKey(pair)) {
        long step = random.nextInt(4) - 1L;
        table.put(pair, step);
        expected.put(pair, step);
      }
      assertEquals(expected.getOrDefault(pair, 0L), table.get(pair));
    }
    BirthSteps copy = table.copy();
    for (long pair = 0; pair < 3000; pair++) {
      table.remove(pair);
      assertEquals(0, table.get(pair));
      assertEquals(expected.getOrDefault(pair, 0L), copy.get(pair));
    }
  }
}
