package org.ontogeny.actors.run;

import java.io.NotSerializableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.ontogeny.actors.wire.LetterSerializer;

/** The serializer of letters, with a count of what it was given back. */
public final class CountingSerializer extends SerializerWithStringManifest {

  static final Map<String, Integer> READ = new ConcurrentHashMap<>(); // by manifest

  private final LetterSerializer serializer;

  public CountingSerializer(ExtendedActorSystem system) {
    serializer = new LetterSerializer(system);
  }

  @Override
  public int identifier() {
    return serializer.identifier();
  }

  @Override
  public String manifest(Object message) {
    return serializer.manifest(message);
  }

  @Override
  public byte[] toBinary(Object message) {
    return serializer.toBinary(message);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    READ.merge(manifest, 1, Integer::sum);
    return serializer.fromBinary(bytes, manifest);
  }
}
