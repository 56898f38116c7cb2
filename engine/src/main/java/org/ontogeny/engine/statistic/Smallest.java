package org.ontogeny.engine.statistic;

import java.util.Arrays;

/**
 * The so many smallest of the numbers that are offered, one after another; among equal numbers
 * those with the smallest tie numbers. A heap with the largest of them on top (Williams 1964):
 * nearly all of many numbers are turned away by one comparison, and no offer costs more than a
 * logarithm.
 */
public final class Smallest {

  private static final int FEW = 16; // room to begin with

  private final int most;
  private double[] number; // [size and room]
  private long[] tie; // [size and room]
  private int[] item; // [size and room]
  private int size;

  /**
   * None has been offered.
   *
   * @param most how many are kept, at least 0
   */
  public Smallest(int most) {
    this.most = most;
    int room = Math.min(most, FEW);
    number = new double[room];
    tie = new long[room];
    item = new int[room];
  }

  /** Whether a number can still be among them, given the right tie number. */
  public boolean admits(double candidate) {
    return size < most || (most > 0 && Double.compare(candidate, number[0]) <= 0);
  }

  /** The same where no tie number is below a known one. */
  public boolean admits(double candidate, long leastTie) {
    return size < most || (most > 0 && isLess(candidate, leastTie, number[0], tie[0]));
  }

  /**
   * Offers a number.
   *
   * @param own what its owner calls it
   */
  public void offer(double candidate, long candidateTie, int own) {
    if (size < most) {
      if (size == number.length) {
        makeRoom();
      }
      rise(candidate, candidateTie, own);
    } else if (most > 0 && isLess(candidate, candidateTie, number[0], tie[0])) {
      sink(candidate, candidateTie, own);
    }
  }

  private void makeRoom() {
    int room = (int) Math.min(most, 2L * size);
    number = Arrays.copyOf(number, room);
    tie = Arrays.copyOf(tie, room);
    item = Arrays.copyOf(item, room);
  }

  /** Adds a member: those above it that are smaller move down. */
  private void rise(double candidate, long candidateTie, int own) {
    int at = size++;
    while (at > 0) {
      int above = (at - 1) / 2;
      if (!isLess(number[above], tie[above], candidate, candidateTie)) {
        break;
      }
      move(above, at);
      at = above;
    }
    put(at, candidate, candidateTie, own);
  }

  /** Takes a member into the place of the largest: those below it that are larger move up. */
  private void sink(double candidate, long candidateTie, int own) {
    int at = 0;
    for (int below = 1; below < size; below = 2 * at + 1) {
      if (below + 1 < size
          && isLess(number[below], tie[below], number[below + 1], tie[below + 1])) {
        below++;
      }
      if (!isLess(candidate, candidateTie, number[below], tie[below])) {
        break;
      }
      move(below, at);
      at = below;
    }
    put(at, candidate, candidateTie, own);
  }

  private void move(int from, int to) {
    put(to, number[from], tie[from], item[from]);
  }

  private void put(int at, double candidate, long candidateTie, int own) {
    number[at] = candidate;
    tie[at] = candidateTie;
    item[at] = own;
  }

  private static boolean isLess(double a, long tieOfA, double b, long tieOfB) {
    int order = Double.compare(a, b);
    return order < 0 || (order == 0 && tieOfA < tieOfB);
  }

  /** How many there are: as many as were offered, but no more than were wanted. */
  public int size() {
    return size;
  }

  /** The largest of them; there must be one. */
  public double largest() {
    return number[0];
  }

  /** Its tie number; there must be one. */
  public long largestTie() {
    return tie[0];
  }

  /** The numbers, in no order that means anything, [size]. */
  public double[] numbers() {
    return Arrays.copyOf(number, size);
  }

  /** Their tie numbers, [size]. */
  public long[] ties() {
    return Arrays.copyOf(tie, size);
  }

  /** What their owners call them, [size]. */
  public int[] items() {
    return Arrays.copyOf(item, size);
  }
}
