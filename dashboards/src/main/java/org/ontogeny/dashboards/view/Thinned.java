package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;

/**
 * A list that stays short however much is added: when it is full, neighbours become one, and so
 * many are folded from then on, two, four, eight.
 *
 * @param <T> type of its members, immutable
 */
public final class Thinned<T> {

  private final int most;
  private final BiPredicate<T, T> foldable;
  private final BinaryOperator<T> fold;
  private List<T> members = new ArrayList<>();
  private int width = 1; // members that were added as one now
  private int inLast; // members that were added as the last one now

  /**
   * An empty list.
   *
   * @param most members, at least 2; more only where neighbours cannot become one
   * @param foldable whether two neighbours may become one
   * @param fold makes one of two neighbours
   */
  public Thinned(int most, BiPredicate<T, T> foldable, BinaryOperator<T> fold) {
    if (most < 2) {
      throw new IllegalArgumentException("expected room for 2 or more, got " + most);
    }
    this.most = most;
    this.foldable = foldable;
    this.fold = fold;
  }

  /** Adds a member at the end. */
  public void add(T member) {
    int last = members.size() - 1;
    if (inLast > 0 && inLast < width && foldable.test(members.get(last), member)) {
      members.set(last, fold.apply(members.get(last), member));
      inLast++;
      return;
    }
    if (members.size() >= most) {
      shorten();
    }
    members.add(member);
    inLast = 1;
  }

  private void shorten() {
    List<T> fewer = halved(members);
    if (fewer.size() < members.size()) {
      members = fewer;
      width *= 2;
    }
  }

  private List<T> halved(List<T> all) {
    List<T> half = new ArrayList<>();
    for (int k = 0; k < all.size(); k++) {
      T member = all.get(k);
      if (k + 1 < all.size() && foldable.test(member, all.get(k + 1))) {
        member = fold.apply(member, all.get(++k));
      }
      half.add(member);
    }
    return half;
  }

  /**
   * The members in at most so many, folded further where it has more.
   *
   * @param limit at least 1; there are more only where neighbours cannot become one
   */
  public List<T> atMost(int limit) {
    List<T> all = members;
    while (all.size() > limit) {
      List<T> fewer = halved(all);
      if (fewer.size() == all.size()) {
        break;
      }
      all = fewer;
    }
    return List.copyOf(all);
  }
}
