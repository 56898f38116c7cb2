package org.ontogeny.kernel.cpu;

/**
 * The active rows of each column of a binary matrix, ascending.
 *
 * <pre>
 *   rows of column c = row[start[c]], ..., row[start[c+1] - 1]
 * </pre>
 *
 * @param start [columns + 1]
 * @param row [active]
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one product
record ActiveLists(int[] start, int[] row) {

  static ActiveLists of(PackedRows bits) {
    int[] start = new int[bits.columns() + 1];
    for (int block = 0; block < bits.blocks(); block++) {
      count(bits.block(block), start);
    }
    for (int column = 0; column < bits.columns(); column++) {
      start[column + 1] += start[column];
    }
    int[] row = new int[start[bits.columns()]];
    int[] next = start.clone();
    for (int block = 0; block < bits.blocks(); block++) {
      fill(bits.block(block), block * Integer.SIZE, next, row);
    }
    return new ActiveLists(start, row);
  }

  private static void count(int[] words, int[] start) {
    for (int column = 0; column < words.length; column++) {
      start[column + 1] += Integer.bitCount(words[column]);
    }
  }

  private static void fill(int[] words, int first, int[] next, int[] row) {
    for (int column = 0; column < words.length; column++) {
      int at = next[column];
      for (int word = words[column]; word != 0; word &= word - 1) {
        row[at++] = first + Integer.numberOfTrailingZeros(word);
      }
      next[column] = at;
    }
  }

  /** How many lists. */
  int columns() {
    return start.length - 1;
  }
}
