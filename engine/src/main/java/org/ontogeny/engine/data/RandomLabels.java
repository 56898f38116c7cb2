package org.ontogeny.engine.data;

import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * Labels that say nothing about their images: what a network then learns, it knows by heart. Each
 * is one uniform draw by the place of its example; the images stay as they are.
 *
 * <p>Source: Stothers 2019, section 3.4.
 */
final class RandomLabels {

  private RandomLabels() {}

  /** The same images with random labels. */
  static Examples on(Examples examples, long seed) {
    Key key = Purpose.LABEL.key(seed, 0);
    byte[] labels = new byte[examples.size()];
    for (int example = 0; example < labels.length; example++) {
      labels[example] = (byte) Shuffle.below(key, example, examples.classes());
    }
    return examples.labelled(labels);
  }
}
