package org.ontogeny.actors.wire;

import org.apache.pekko.actor.setup.Setup;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.plugin.Catalogue;

/** Tells the serializer of an actor system what the names in messages belong to. */
public final class NetworkSetup extends Setup {

  private final Network network;
  private final Catalogue criteria;

  /**
   * What names belong to.
   *
   * @param criteria that rules can name
   */
  public NetworkSetup(Network network, Catalogue criteria) {
    this.network = network;
    this.criteria = criteria;
  }

  Network network() {
    return network;
  }

  Catalogue criteria() {
    return criteria;
  }
}
