package org.ontogeny.engine.verification;

import java.util.HexFormat;
import org.ontogeny.engine.event.Living;

/** How findings spell things. */
final class Words {

  private Words() {}

  /** {@code 12 living of fingerprint 00c0ffee00c0ffee}. */
  static String of(Living living) {
    return living.synapses()
        + " living of fingerprint "
        + HexFormat.of().toHexDigits(living.fingerprint());
  }

  /** {@code 12 synapses and 3 neurons}. */
  static String of(long synapses, long neurons) {
    return synapses + " synapses and " + neurons + " neurons";
  }
}
