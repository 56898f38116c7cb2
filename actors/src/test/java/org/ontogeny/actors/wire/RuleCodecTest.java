package org.ontogeny.actors.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.plugin.PluggedIn;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.synapse.Threshold;
import org.ontogeny.proto.v1.Wire;

/** A criterion of a plugin travels by name as the others do. */
class RuleCodecTest {

  private static final PluggedIn AGE =
      new PluggedIn("age", Path.of("a.jar"), "00", synapse -> synapse.age());
  private static final PruningRule RULE = PruningRule.of(AGE, new Threshold(3), 1);

  @Test
  void aRuleOfAPluginArrivesWhereThePluginIs() {
    RuleCodec codec = new RuleCodec(Catalogue.of(List.of(AGE)));
    Wire.PruningRule form = codec.encode(RULE);
    assertEquals("age", form.getCriterion());
    assertEquals(RULE, codec.decode(form));
  }

  @Test
  void elsewhereItIsRefused() {
    Wire.PruningRule form = new RuleCodec(Catalogue.of(List.of(AGE))).encode(RULE);
    RuleCodec without = new RuleCodec(Catalogue.SHIPPED);
    for (Exception e :
        List.of(
            assertThrows(IllegalArgumentException.class, () -> without.decode(form)),
            assertThrows(IllegalArgumentException.class, () -> without.encode(RULE)))) {
      assertTrue(e.getMessage().startsWith("no criterion is called age; expected one of fisher"));
    }
  }
}
