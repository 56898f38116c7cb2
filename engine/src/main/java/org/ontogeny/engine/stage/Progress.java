package org.ontogeny.engine.stage;

/** Who likes to know how far a run is. Called from the thread that develops. */
public interface Progress {

  /** Nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void entered(String stage) {
          // nobody listens
        }

        @Override
        public void advanced(long updates) {
          // nobody listens
        }
      };

  /** A stage begins. */
  void entered(String stage);

  /** So many more learning steps are done. */
  void advanced(long updates);

  /**
   * The network has come to a fence.
   *
   * @param step completed phase executions
   */
  default void reached(long step) {}
}
