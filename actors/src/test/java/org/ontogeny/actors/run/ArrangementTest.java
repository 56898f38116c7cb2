package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

class ArrangementTest {

  /** 90 or 80 of 100 sites lead to the lower neurons, which are one group or two. */
  @ParameterizedTest
  @CsvSource({
    "2, 9, 1, true",
    "2, 9, 2, false",
    "2, 8, 1, false",
    "1, 9, 2, true",
    "1, 8, 1, true",
  })
  void groupsWorkInTurnWhereThreadsCouldTakeLittleOffOne(
      int threads, int pixels, int lowerGroups, boolean inTurn) {
    Population visible = new Population("visible", pixels, 1, true, 0);
    Population lower = new Population("lower", 10, lowerGroups, false, 0);
    Population upper = new Population("upper", 10 - pixels, 1, false, 0);
    Network network =
        new Network(
            List.of(visible, lower, upper),
            List.of(
                new Projection("below", visible, lower, Projection.FULL),
                new Projection("above", lower, upper, Projection.FULL)));
    assertEquals(inTurn, Arrangement.of(threads).inTurn(network));
    assertTrue(Arrangement.of(threads).withPlacement(Placement.WHOLE).inTurn(network));
  }
}
