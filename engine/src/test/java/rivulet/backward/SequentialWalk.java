package rivulet.backward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A pass in its defining order: the ready node with the highest sequence number runs first, leaves
/// as soon as they are ready, and gradients fold in the order in which they come.
///
/// @param <G> what flows along the edges
final class SequentialWalk<G> {
  private final Pass<G> pass;
  private final Map<Long, Visit> visits = new HashMap<>();
  private final List<Visit> staged = new ArrayList<>();
  private final PriorityQueue<Visit> ready =
      new PriorityQueue<>(Comparator.comparingLong(Visit::rank).thenComparingInt(v -> v.arrival));
  private int arrivals;

  private SequentialWalk(Pass<G> pass) {
    this.pass = pass;
  }

  static <G> List<@Nullable G> run(Pass<G> pass) {
    SequentialWalk<G> walk = new SequentialWalk<>(pass);
    try (Pass.Scope _ = pass.mode().enter()) {
      walk.plan();
      walk.walk();
      walk.commit();
      return walk.captured();
    }
  }

  private void plan() {
    List<Visit> found = new ArrayList<>();
    pass.roots().forEach(root -> discover(root.edge().node(), found));
    for (int i = 0; i < found.size(); i++) {
      Node<G> node = found.get(i).node;
      for (int input = 0; input < node.inputs(); input++) {
        discover(node.next(input), found);
      }
    }
    found.sort(Comparator.comparingLong(v -> v.node.sequenceNumber()));
    found.forEach(this::markNeeded);
    found.forEach(this::countEdges);
    pass.roots().forEach(root -> visitOf(root.edge().node()).pending++);
    pass.roots().forEach(this::start);
  }

  private void discover(@Nullable Node<G> node, List<Visit> found) {
    if (node != null && !visits.containsKey(node.sequenceNumber())) {
      Visit visit = new Visit(node);
      visits.put(node.sequenceNumber(), visit);
      found.add(visit);
    }
  }

  private void markNeeded(Visit visit) {
    boolean wanted = pass.captures() == null || isCaptured(visit.node);
    for (int input = 0; input < visit.node.inputs(); input++) {
      visit.applies |= visit.needs(input);
    }
    visit.needed = wanted || visit.applies;
  }

  private boolean isCaptured(Node<G> node) {
    return pass.captures() != null
        && pass.captures().stream()
            .anyMatch(e -> e.node().sequenceNumber() == node.sequenceNumber());
  }

  private void countEdges(Visit visit) {
    for (int input = 0; visit.needed && input < visit.node.inputs(); input++) {
      if (visit.needs(input)) {
        visit.target(input).pending++;
      }
    }
  }

  private void start(Pass.Root<G> root) {
    Visit visit = visitOf(root.edge().node());
    visit.add(root.edge().output(), root.gradient(), false);
    if (--visit.pending == 0 && visit.needed) {
      enqueue(visit);
    }
  }

  private Visit visitOf(Node<G> node) {
    Visit visit = visits.get(node.sequenceNumber());
    if (visit == null) {
      throw new IllegalStateException(node.name() + " is not part of this pass");
    }
    return visit;
  }

  private void enqueue(Visit visit) {
    visit.arrival = arrivals++;
    ready.add(visit);
  }

  private void walk() {
    for (Visit visit = ready.poll(); visit != null; visit = ready.poll()) {
      checkInterrupt();
      visit.run();
    }
    checkInterrupt();
  }

  private static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("backward was interrupted");
    }
  }

  private void commit() {
    for (Visit visit : staged) {
      G total = visit.gradient(0);
      if (visit.node instanceof Leaf<G> leaf && total != null) {
        synchronized (leaf) {
          leaf.commit(total, visit.owned[0]);
        }
      }
    }
  }

  private List<@Nullable G> captured() {
    List<@Nullable G> result = new ArrayList<>();
    if (pass.captures() != null) {
      for (Pass.Edge<G> edge : pass.captures()) {
        Visit visit = visits.get(edge.node().sequenceNumber());
        result.add(visit == null ? null : visit.gradient(edge.output()));
      }
    }
    return result;
  }

  private final class Visit implements Step<G> {
    final Node<G> node;
    final List<@Nullable G> gradients = new ArrayList<>();
    final boolean[] owned;
    final List<@Nullable G> emitted = new ArrayList<>();
    final boolean[] emittedOwned;
    int pending;
    int arrival;
    boolean needed;
    boolean applies;

    Visit(Node<G> node) {
      this.node = node;
      this.owned = new boolean[node.outputs()];
      this.emittedOwned = new boolean[node.inputs()];
      for (int output = 0; output < node.outputs(); output++) {
        gradients.add(null);
      }
      for (int input = 0; input < node.inputs(); input++) {
        emitted.add(null);
      }
    }

    long rank() {
      return node instanceof Leaf ? Long.MIN_VALUE : -node.sequenceNumber();
    }

    void add(int output, @Nullable G gradient, boolean gradientOwned) {
      G sum = gradients.get(output);
      if (sum == null) {
        gradients.set(output, gradient);
        owned[output] = gradientOwned;
      } else if (gradient != null) {
        gradients.set(output, pass.arithmetic().add(sum, owned[output], gradient));
        owned[output] = true;
      }
    }

    void run() {
      node.prepare(this);
      if (node instanceof Leaf) {
        stage();
      } else if (applies) {
        apply();
      }
    }

    private void stage() {
      if (pass.captures() == null) {
        staged.add(this);
      }
    }

    private void apply() {
      if (gradients.stream().anyMatch(g -> g != null)) {
        for (int part = 0; part < node.parts(); part++) {
          node.apply(part, this);
        }
      }
      node.finish(this);
      if (!pass.keepGraph()) {
        node.release();
      }
      deliver();
    }

    private void deliver() {
      for (int input = 0; input < node.inputs(); input++) {
        if (needs(input)) {
          Visit target = target(input);
          target.add(node.nextOutput(input), emitted.get(input), emittedOwned[input]);
          if (--target.pending == 0) {
            enqueue(target);
          }
        }
      }
    }

    Visit target(int input) {
      Node<G> next = node.next(input);
      if (next == null) {
        throw new IllegalStateException("input " + input + " of " + node.name() + " leads nowhere");
      }
      return visitOf(next);
    }

    @Override
    public @Nullable G gradient(int output) {
      return gradients.get(output);
    }

    @Override
    public void keep(int output) {}

    @Override
    public void replace(int output, @Nullable G gradient) {
      gradients.set(output, gradient);
      owned[output] = false;
    }

    @Override
    public boolean needs(int input) {
      return node.next(input) != null && target(input).needed;
    }

    @Override
    public void emit(int input, @Nullable G gradient, boolean gradientOwned) {
      emitted.set(input, gradient);
      emittedOwned[input] = gradientOwned;
    }
  }
}
