package rivulet.backward;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Holds all changes of leaves until every node that may read anything is done.
///
/// @param <G> what flows along the edges
record UpdateGate<G>(List<Update<G>> updates, AtomicInteger holders) implements Held<G> {
  @Override
  public void hold() {
    if (holders.getAndIncrement() == 0) {
      updates.forEach(Update::hold);
    }
  }

  @Override
  public void release(Branch<G> runner) {
    if (holders.decrementAndGet() == 0) {
      updates.forEach(update -> update.release(runner));
    }
  }
}
