package org.ontogeny.actors.stream;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.ontogeny.actors.journal.EventFilter;

/**
 * The last few pages, also those that are still being read, so that followers at the same place
 * read once. What is recorded never changes, so no page grows old.
 */
final class PageCache {

  /**
   * What a page depends on.
   *
   * @param from sequence number at which it begins
   */
  record Key(long from, EventFilter filter, boolean synapses) {}

  /** Pages that are kept at most. */
  static final int PAGES = 8;

  /** Synapses that are kept at most besides those of the newest page, about 10 MB of memory. */
  static final long SYNAPSES = 4L * Pages.SYNAPSES;

  private final Map<Key, CompletableFuture<Page>> pages = // guarded by this, last used last
      new LinkedHashMap<>(PAGES, 0.75f, true);

  /** A page; read unless it is here. One that could not be read is read again. */
  synchronized CompletableFuture<Page> get(Key key, Supplier<CompletableFuture<Page>> read) {
    CompletableFuture<Page> page = pages.get(key);
    if (page == null || page.isCompletedExceptionally()) {
      makeRoom();
      page = read.get();
      pages.put(key, page);
    }
    return page;
  }

  private void makeRoom() {
    long synapses = pages.values().stream().mapToLong(PageCache::synapses).sum();
    Iterator<CompletableFuture<Page>> oldest = pages.values().iterator();
    while (oldest.hasNext() && (pages.size() >= PAGES || synapses > SYNAPSES)) {
      synapses -= synapses(oldest.next());
      oldest.remove();
    }
  }

  private static long synapses(CompletableFuture<Page> page) {
    return page.isDone() && !page.isCompletedExceptionally() ? page.join().synapses() : 0;
  }

  synchronized void clear() {
    pages.clear();
  }
}
