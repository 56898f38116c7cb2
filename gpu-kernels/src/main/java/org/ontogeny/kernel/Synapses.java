package org.ontogeny.kernel;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The pattern of the living synapses from {@code pres} presynaptic to {@code posts} postsynaptic
 * neurons, both counted from 0 within their arrays. It knows who is connected and nothing else:
 * weights, counts and ages are arrays of the caller with one entry a <em>slot</em>.
 *
 * <p>The pattern takes one of two forms, a pure function of shape and living count:
 *
 * <pre>
 *   form                living/potential   slots        slot of the k-th living synapse
 *   DenseSynapses       &gt;= DENSE_FROM      posts*pres   post*pres() + pre; dead slots hold exactly 0
 *   SparseSynapses      below              living       k
 * </pre>
 *
 * <p>The canonical order of living synapses is by postsynaptic, then by presynaptic neuron; the
 * living synapse number k in it is called the k-th, from 0. Slots ascend in that order in both
 * forms. Slots are int, so a pattern has fewer than 2^31 of them. Immutable.
 */
public abstract sealed class Synapses permits DenseSynapses, SparseSynapses {

  /** Living share of the potential synapses from which a pattern is dense. */
  public static final double DENSE_FROM = 0.2;

  private static final int UNBORN = -1; // origin of a synapse that did not live before

  private final int pres;
  private final int posts;
  private final int living;

  Synapses(int pres, int posts, int living) {
    this.pres = pres;
    this.posts = posts;
    this.living = living;
  }

  /** Receives living synapses one by one. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int slot, int pre, int post);
  }

  /**
   * The pattern with exactly the given living synapses.
   *
   * @param pre presynaptic neuron of the k-th living synapse, in [0, pres)
   * @param post postsynaptic neuron of the k-th living synapse, in [0, posts)
   * @throws IllegalArgumentException if they are not in canonical order, repeat or are out of range
   */
  public static Synapses of(int pres, int posts, int[] pre, int[] post) {
    checkShape(pres, posts);
    checkCanonical(pres, posts, pre, post);
    return isDense(pres, posts, pre.length)
        ? DenseSynapses.connect(pres, posts, pre, post)
        : SparseSynapses.connect(pres, posts, pre, post);
  }

  /** The pattern in which every potential synapse lives. */
  public static Synapses full(int pres, int posts) {
    checkShape(pres, posts);
    int potential = checkSlots((long) pres * posts);
    if (potential == 0) {
      return SparseSynapses.connect(pres, posts, new int[0], new int[0]);
    }
    float[] mask = new float[potential];
    Arrays.fill(mask, 1);
    return new DenseSynapses(pres, posts, potential, mask);
  }

  private static boolean isDense(int pres, int posts, int living) {
    return living > 0 && living >= DENSE_FROM * pres * posts;
  }

  /** Presynaptic neurons. */
  public final int pres() {
    return pres;
  }

  /** Postsynaptic neurons. */
  public final int posts() {
    return posts;
  }

  /** Living synapses. */
  public final int living() {
    return living;
  }

  /** Entries of every array of values that belongs to this pattern. */
  public abstract int slots();

  /** Whether this is the dense form. */
  public abstract boolean dense();

  /** Visits the living synapses in canonical order. */
  public abstract void forEach(Visitor visitor);

  /** The slots of the living synapses in canonical order, [living]; a new array. */
  public abstract int[] livingSlots();

  /** The presynaptic neuron of a slot in [0, slots). */
  public abstract int preOf(int slot);

  /** The postsynaptic neuron of a slot in [0, slots). */
  public abstract int postOf(int slot);

  /**
   * This pattern after the death of some synapses; the neurons stay.
   *
   * @param dead set of k: the k-th living synapse dies
   * @throws IllegalArgumentException if a member is not below {@link #living}
   */
  public final Change without(BitSet dead) {
    if (dead.length() > living) {
      throw new IllegalArgumentException(
          "living synapse %d cannot die: there are %d".formatted(dead.length() - 1, living));
    }
    int left = living - dead.cardinality();
    if (this instanceof DenseSynapses dense && isDense(pres, posts, left)) {
      return dense.kill(dead, left);
    }
    Selection selection = new Selection(left);
    int[] ordinal = {0};
    forEach(
        (slot, pre, post) -> {
          if (!dead.get(ordinal[0]++)) {
            selection.add(slot, pre, post);
          }
        });
    return selection.change(pres, posts);
  }

  /**
   * This pattern after the birth of some synapses; the neurons and every living synapse stay. It
   * takes one pass over the living and the newborn, since both are in canonical order.
   *
   * @param pre presynaptic neuron of the k-th newborn, in [0, pres)
   * @param post postsynaptic neuron of the k-th newborn, in [0, posts)
   * @throws IllegalArgumentException if they are not in canonical order, repeat, are out of range
   *     or live already
   */
  public final Change with(int[] pre, int[] post) {
    checkCanonical(pres, posts, pre, post);
    int all = checkSlots((long) living + pre.length);
    if (this instanceof DenseSynapses dense) {
      return dense.bear(pre, post, all);
    }
    Selection selection = new Selection(all);
    int[] born = {0};
    forEach(
        (slot, oldPre, oldPost) -> {
          int k = born[0];
          while (k < pre.length && compare(post[k], pre[k], oldPost, oldPre) < 0) {
            selection.add(UNBORN, pre[k], post[k++]);
          }
          if (k < pre.length && pre[k] == oldPre && post[k] == oldPost) {
            throw livesAlready(oldPre, oldPost);
          }
          selection.add(slot, oldPre, oldPost);
          born[0] = k;
        });
    for (int k = born[0]; k < pre.length; k++) {
      selection.add(UNBORN, pre[k], post[k]);
    }
    return selection.change(pres, posts);
  }

  static IllegalArgumentException livesAlready(int pre, int post) {
    return new IllegalArgumentException(
        "synapse %d -> %d cannot form: it lives already".formatted(pre, post));
  }

  /**
   * This pattern after some neurons left the arrays; every living synapse stays.
   *
   * @param keptPres presynaptic neurons that stay, ascending; their places become the new numbers
   * @param keptPosts postsynaptic neurons that stay, ascending
   * @throws IllegalArgumentException if a list does not ascend within range or a living synapse
   *     loses a neuron
   */
  public final Change compact(int[] keptPres, int[] keptPosts) {
    int[] newPre = places("presynaptic", keptPres, pres);
    int[] newPost = places("postsynaptic", keptPosts, posts);
    Selection selection = new Selection(living);
    forEach(
        (slot, pre, post) -> {
          if (newPre[pre] < 0 || newPost[post] < 0) {
            throw new IllegalArgumentException(
                "living synapse %d -> %d would lose a neuron: prune it first".formatted(pre, post));
          }
          selection.add(slot, newPre[pre], newPost[post]);
        });
    return selection.change(keptPres.length, keptPosts.length);
  }

  /** The new number of each old neuron, -1 where it left, [count]. */
  private static int[] places(String side, int[] kept, int count) {
    int[] place = new int[count];
    Arrays.fill(place, -1);
    for (int k = 0; k < kept.length; k++) {
      if (kept[k] < 0 || kept[k] >= count || (k > 0 && kept[k] <= kept[k - 1])) {
        throw new IllegalArgumentException(
            "kept %s neurons must ascend within [0, %d), but entry %d is %d"
                .formatted(side, count, k, kept[k]));
      }
      place[kept[k]] = k;
    }
    return place;
  }

  private static void checkShape(int pres, int posts) {
    if (pres < 0 || posts < 0) {
      throw new IllegalArgumentException(
          "synapses need counts of neurons >= 0, but pres = %d and posts = %d"
              .formatted(pres, posts));
    }
  }

  static int checkSlots(long slots) {
    if (slots > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a pattern has fewer than 2^31 slots, but this one needs %d".formatted(slots));
    }
    return (int) slots;
  }

  private static void checkCanonical(int pres, int posts, int[] pre, int[] post) {
    if (pre.length != post.length) {
      throw new IllegalArgumentException(
          "%d presynaptic ends but %d postsynaptic ends".formatted(pre.length, post.length));
    }
    for (int k = 0; k < pre.length; k++) {
      if (pre[k] < 0 || pre[k] >= pres || post[k] < 0 || post[k] >= posts) {
        throw new IllegalArgumentException(
            "synapse %d (%d -> %d) is outside %d -> %d neurons"
                .formatted(k, pre[k], post[k], pres, posts));
      }
      if (k > 0 && compare(post[k - 1], pre[k - 1], post[k], pre[k]) >= 0) {
        throw new IllegalArgumentException(
            "synapse %d (%d -> %d) must come after synapse %d (%d -> %d) by post, then pre, once"
                .formatted(k, pre[k], post[k], k - 1, pre[k - 1], post[k - 1]));
      }
    }
  }

  private static int compare(int post, int pre, int otherPost, int otherPre) {
    return post != otherPost ? Integer.compare(post, otherPost) : Integer.compare(pre, otherPre);
  }

  /** Collects the synapses of the next pattern with their old slots. */
  private static final class Selection {
    private final int[] pre; // [kept]
    private final int[] post; // [kept]
    private final int[] origin; // [kept]
    private int size;

    Selection(int capacity) {
      pre = new int[capacity];
      post = new int[capacity];
      origin = new int[capacity];
    }

    void add(int slot, int newPre, int newPost) {
      pre[size] = newPre;
      post[size] = newPost;
      origin[size++] = slot;
    }

    Change change(int pres, int posts) {
      return new Change(Synapses.of(pres, posts, pre, post), origin);
    }
  }

  /**
   * A step from one pattern to the next. While a pattern stays dense and keeps its neurons, every
   * slot stays where it is, and a step of a few births or deaths costs no more than copies.
   */
  public static final class Change {
    private final Synapses next;
    private final int[] touched; // slots that stay, but for a birth or a death; null: slots move
    private final int[] origin; // [next.living]; null where slots stay
    private final int[] slot; // of the k-th living synapse of next, [next.living]; null likewise

    /**
     * A step in which slots may move.
     *
     * @param next the new pattern
     * @param origin slot in the old pattern of the k-th living synapse of {@code next}, -1 for one
     *     that did not live before, [next.living]
     */
    public Change(Synapses next, int[] origin) {
      if (origin.length != next.living()) {
        throw new IllegalArgumentException(
            "%d living synapses but %d origins".formatted(next.living(), origin.length));
      }
      this.next = next;
      this.touched = null;
      this.origin = origin;
      this.slot = next.livingSlots();
    }

    /** A step from one dense pattern to another with the same neurons. */
    Change(int[] touched, DenseSynapses next) {
      this.next = next;
      this.touched = touched;
      this.origin = null;
      this.slot = null;
    }

    /** The new pattern. */
    public Synapses next() {
      return next;
    }

    /**
     * Slot in the old pattern of the k-th living synapse of {@link #next}, -1 for one that did not
     * live before, [next.living]; not to be written.
     */
    public int[] origin() {
      if (touched == null) {
        return origin;
      }
      int[] slots = next.livingSlots();
      for (int born : newborn()) {
        slots[Arrays.binarySearch(slots, born)] = UNBORN;
      }
      return slots;
    }

    /** Slots in the new pattern of the synapses that did not live before, ascending. */
    public int[] newborn() {
      if (touched != null) {
        float[] mask = ((DenseSynapses) next).mask();
        return Arrays.stream(touched).filter(place -> mask[place] != 0).toArray();
      }
      return IntStream.range(0, origin.length)
          .filter(k -> origin[k] == UNBORN)
          .map(k -> slot[k])
          .toArray();
    }

    /** The old values [old slots] at their new slots [next.slots]; newborn and dead hold 0. */
    public float[] carry(float[] old) {
      if (touched != null) {
        float[] values = old.clone();
        for (int place : touched) {
          values[place] = 0;
        }
        return values;
      }
      float[] values = new float[next.slots()];
      for (int k = 0; k < slot.length; k++) {
        values[slot[k]] = origin[k] < 0 ? 0 : old[origin[k]];
      }
      return values;
    }

    /** The old values [old slots] at their new slots [next.slots]; newborn and dead hold 0. */
    public int[] carry(int[] old) {
      if (touched != null) {
        int[] values = old.clone();
        for (int place : touched) {
          values[place] = 0;
        }
        return values;
      }
      int[] values = new int[next.slots()];
      for (int k = 0; k < slot.length; k++) {
        values[slot[k]] = origin[k] < 0 ? 0 : old[origin[k]];
      }
      return values;
    }

    /** The old values [old slots] at their new slots [next.slots]; newborn and dead hold 0. */
    public long[] carry(long[] old) {
      if (touched != null) {
        long[] values = old.clone();
        for (int place : touched) {
          values[place] = 0;
        }
        return values;
      }
      long[] values = new long[next.slots()];
      for (int k = 0; k < slot.length; k++) {
        values[slot[k]] = origin[k] < 0 ? 0 : old[origin[k]];
      }
      return values;
    }
  }
}
