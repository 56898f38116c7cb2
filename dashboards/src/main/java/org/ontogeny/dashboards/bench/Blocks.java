package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What several sides measured while they took turns in short blocks, so that they met the same
 * weather on a machine that they share with others.
 *
 * @param values [sides][blocks]
 */
record Blocks(List<List<Double>> values) {

  /** One of those that take turns. */
  interface Side {

    /** Measures for one block. */
    double measure();
  }

  /** Work that can be done over and over. */
  interface Work {

    /** Does some of it and says how much. */
    long some();
  }

  /**
   * Gives each side so many blocks. Who is first changes from turn to turn, so that a load that
   * rises or falls is shared. Sides are warm when they come here.
   */
  static Blocks alternate(int blocks, List<Side> sides) {
    List<List<Double>> values = new ArrayList<>();
    sides.forEach(side -> values.add(new ArrayList<>()));
    for (int block = 0; block < blocks; block++) {
      for (int k = 0; k < sides.size(); k++) {
        int side = block % 2 == 0 ? k : sides.size() - 1 - k;
        values.get(side).add(sides.get(side).measure());
      }
    }
    return new Blocks(values);
  }

  /** How much of some work is done in a second, by doing it for so many seconds or longer. */
  static double rate(double seconds, Work work) {
    long began = System.nanoTime();
    long done = 0;
    double passed;
    do {
      done += work.some();
      passed = (System.nanoTime() - began) / 1e9;
    } while (passed < seconds);
    return done / passed;
  }

  /** What one side measured, [blocks]. */
  List<Double> of(int side) {
    return values.get(side);
  }

  /** One side over another, pair by pair, [blocks]. */
  List<Double> ratios(int side, int other) {
    return scaled(side, other, 1);
  }

  /** So many times one side over another, pair by pair, [blocks]. */
  List<Double> scaled(int side, int other, double factor) {
    List<Double> ratios = new ArrayList<>();
    for (int block = 0; block < of(side).size(); block++) {
      ratios.add(factor * of(side).get(block) / of(other).get(block));
    }
    return ratios;
  }
}
