package org.ontogeny.actors.wire;

import org.apache.pekko.actor.setup.Setup;
import org.ontogeny.engine.network.Network;

/** Tells the serializer of an actor system which network the names in messages belong to. */
public final class NetworkSetup extends Setup {

  private final Network network;

  public NetworkSetup(Network network) {
    this.network = network;
  }

  Network network() {
    return network;
  }
}
