package org.ontogeny.actors.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.proto.v1.Stored;
import org.ontogeny.proto.v1.Wire;

/**
 * Form of a checkpoint: a header, then one message for each group, each after its length. Equal
 * checkpoints have equal bytes. One group is in memory at a time, beside the checkpoint itself.
 */
public final class CheckpointCodec {

  private CheckpointCodec() {}

  /**
   * Writes the messages of a checkpoint.
   *
   * @throws IllegalArgumentException if the message of a group would be larger than 2 GB
   */
  public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
    // maps are written in the order of their names, so that bytes do not depend on hashing
    Map<String, Checkpoint.Kept> kept = new TreeMap<>(checkpoint.kept());
    header(checkpoint, kept).writeDelimitedTo(out);
    writeGroups(checkpoint.network(), out);
    for (Checkpoint.Kept state : kept.values()) {
      writeGroups(state.state(), out);
    }
  }

  private static void writeGroups(NetworkState state, OutputStream out) throws IOException {
    for (GroupState group : state.groups()) {
      MessageSize.requireFits(group);
      if (group instanceof SynapseGroupState synapses) {
        PackedSynapses.write(synapses, out);
      } else {
        StateCodec.encode(group).writeDelimitedTo(out);
      }
    }
  }

  private static Stored.CheckpointHeader header(
      Checkpoint checkpoint, Map<String, Checkpoint.Kept> kept) {
    Stored.CheckpointHeader.Builder header =
        Stored.CheckpointHeader.newBuilder()
            .setSeq(checkpoint.seq())
            .addAllPlace(checkpoint.place())
            .setNetwork(header(checkpoint.network()));
    kept.forEach(
        (name, state) ->
            header
                .addKeptBuilder()
                .setName(name)
                .setSeq(state.seq())
                .setNetwork(header(state.state())));
    new TreeMap<>(checkpoint.notes())
        .forEach((name, numbers) -> header.addNotes(notes(name, new TreeMap<>(numbers))));
    return header.build();
  }

  private static Stored.CheckpointHeader.Network header(NetworkState state) {
    return Stored.CheckpointHeader.Network.newBuilder()
        .setStep(state.step())
        .setBatches(state.batches())
        .setGroups(state.groups().size())
        .build();
  }

  private static Stored.CheckpointHeader.Notes notes(String name, Map<String, Long> numbers) {
    Stored.CheckpointHeader.Notes.Builder notes =
        Stored.CheckpointHeader.Notes.newBuilder().setName(name);
    numbers.forEach((key, number) -> notes.addNotesBuilder().setName(key).setNumber(number));
    return notes.build();
  }

  /**
   * Reads the messages of a checkpoint.
   *
   * @param in at the first message
   * @param bytes of all messages; no more is read
   * @throws IOException if the messages are not those of a checkpoint, or cannot be read
   * @throws IllegalArgumentException if a message says what cannot be
   */
  public static Checkpoint read(InputStream in, long bytes) throws IOException {
    MessageReader messages = new MessageReader(in, bytes);
    Stored.CheckpointHeader header = Stored.CheckpointHeader.parseFrom(messages.next());
    NetworkState network = readGroups(header.getNetwork(), messages);
    Map<String, Checkpoint.Kept> kept = new HashMap<>();
    for (Stored.CheckpointHeader.Kept form : header.getKeptList()) {
      NetworkState state = readGroups(form.getNetwork(), messages);
      kept.put(form.getName(), new Checkpoint.Kept(state, form.getSeq()));
    }
    messages.requireEnd();
    Map<String, Map<String, Long>> notes = new HashMap<>();
    header.getNotesList().forEach(form -> notes.put(form.getName(), numbers(form)));
    return new Checkpoint(network, header.getSeq(), header.getPlaceList(), kept, notes);
  }

  private static NetworkState readGroups(
      Stored.CheckpointHeader.Network header, MessageReader messages) throws IOException {
    List<GroupState> groups = new ArrayList<>();
    for (long k = groups(header); k > 0; k--) {
      groups.add(StateCodec.decode(Wire.GroupState.parseFrom(messages.next())));
    }
    return new NetworkState(groups, header.getStep(), header.getBatches());
  }

  private static long groups(Stored.CheckpointHeader.Network header) {
    return Integer.toUnsignedLong(header.getGroups());
  }

  private static Map<String, Long> numbers(Stored.CheckpointHeader.Notes form) {
    Map<String, Long> numbers = new HashMap<>();
    form.getNotesList().forEach(note -> numbers.put(note.getName(), note.getNumber()));
    return Map.copyOf(numbers);
  }

  /**
   * How long the messages claim to be, which tells one that is cut from one that is changed.
   *
   * @param in at the first message
   * @param bytes that are there
   * @return bytes of all messages if they are there, otherwise at least that many, and more than
   *     are there
   * @throws IOException if the header makes no sense, or nothing can be read
   */
  public static long claimed(InputStream in, long bytes) throws IOException {
    MessageReader messages = new MessageReader(in, bytes);
    try {
      Stored.CheckpointHeader header = Stored.CheckpointHeader.parseFrom(messages.next());
      long groups = groups(header.getNetwork());
      for (Stored.CheckpointHeader.Kept kept : header.getKeptList()) {
        groups += groups(kept.getNetwork());
      }
      for (long k = groups; k > 0; k--) {
        messages.skip();
      }
      return messages.needed();
    } catch (EOFException e) {
      return messages.needed(); // up to the end of the message that is cut
    }
  }
}
