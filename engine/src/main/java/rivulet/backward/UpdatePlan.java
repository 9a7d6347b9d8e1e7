package rivulet.backward;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Which leaves are changed in the middle of a pass, and which visits each change waits for: the
/// leaf's own, those of nodes that read what it writes to, and those that may read anything.
///
/// @param <G> what flows along the edges
final class UpdatePlan<G> {
  private final LeafUpdates<G> rules;
  private final List<Update<G>> updates = new ArrayList<>();
  private final IdentityHashMap<Object, @Nullable Visit<G>> claims = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Update<G>> writers = new IdentityHashMap<>();
  private final UpdateGate<G> gate = new UpdateGate<>(updates, new AtomicInteger());

  /// @param leaves those that the pass reaches
  /// @param nodes the others
  UpdatePlan(LeafUpdates<G> rules, List<Visit<G>> leaves, List<Visit<G>> nodes) {
    this.rules = rules;
    leaves.forEach(this::claim);
    leaves.forEach(this::add);
    leaves.forEach(this::addReads);
    nodes.forEach(this::addReads);
  }

  private List<?> memory(Visit<G> visit) {
    return visit.node instanceof Leaf<G> leaf ? rules.memory(leaf) : List.of();
  }

  private void claim(Visit<G> visit) {
    for (Object memory : memory(visit)) {
      claims.put(memory, claims.containsKey(memory) ? null : visit);
    }
  }

  private void add(Visit<G> visit) {
    List<?> memory = memory(visit);
    boolean alone = memory.stream().allMatch(each -> claims.get(each) == visit);
    if (alone && !memory.isEmpty() && visit.node instanceof Leaf<G> leaf) {
      Update<G> update = new Update<>(visit, leaf, rules);
      updates.add(update);
      visit.hold(update);
      memory.forEach(each -> writers.put(each, update));
    }
  }

  private void addReads(Visit<G> visit) {
    visit.node.listReads(
        new Reads() {
          @Override
          public void memory(Object memory) {
            Update<G> update = writers.get(memory);
            if (update != null) {
              visit.hold(update);
            }
          }

          @Override
          public void anything() {
            visit.hold(gate);
          }
        });
  }

  G secure(G gradient) {
    return rules.secure(gradient);
  }

  /// The estimated cost of the changes, in nanoseconds.
  long cost() {
    return updates.stream().mapToLong(Update::cost).sum();
  }

  /// Waits until no change is under way; none begins any more in a pass that has failed.
  void awaitEnd() {
    updates.forEach(Update::awaitEnd);
  }
}
