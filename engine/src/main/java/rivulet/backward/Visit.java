package rivulet.backward;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node in one pass: what arrived for it, and where its gradients go.
///
/// @param <G> what flows along the edges
final class Visit<G> extends Work<G> {
  private static final InputBuffer<?>[] NONE = {};
  private static final VarHandle MISSING;
  private static final VarHandle PARTS_LEFT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MISSING = lookup.findVarHandle(Visit.class, "missing", int.class);
      PARTS_LEFT = lookup.findVarHandle(Visit.class, "partsLeft", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Node<G> node;
  private final Plan<G> plan;
  private final InputBuffer<G> first;
  private final InputBuffer<G>[] others;
  private long order;
  private int firstEdge;
  private boolean captured;
  private boolean applies;
  private boolean preparing;
  private int missing;
  private int partsLeft;
  private @Nullable List<Held<G>> held;

  Visit(Node<G> node, Plan<G> plan) {
    this.node = node;
    this.plan = plan;
    this.first = new InputBuffer<>();
    this.others = others(node.outputs() - 1);
    this.applies = !isLeaf();
    this.order = -node.sequenceNumber();
  }

  @SuppressWarnings("unchecked")
  private InputBuffer<G>[] others(int count) {
    InputBuffer<G>[] buffers = (InputBuffer<G>[]) (count == 0 ? NONE : new InputBuffer<?>[count]);
    for (int i = 0; i < count; i++) {
      buffers[i] = new InputBuffer<>();
    }
    return buffers;
  }

  boolean isLeaf() {
    return node instanceof Leaf;
  }

  @Override
  long order() {
    return order;
  }

  @Override
  Visit<G> visit() {
    return this;
  }

  @Override
  boolean isWorthABranch() {
    return !isLeaf();
  }

  InputBuffer<G> buffer(int output) {
    return output == 0 ? first : others[output - 1];
  }

  @Nullable Visit<G> target(int input) {
    return plan.target(firstEdge + Objects.checkIndex(input, node.inputs()));
  }

  /// All gradients of an output are in; the last output makes the node ready.
  void arrived(Branch<G> runner) {
    if (others.length == 0 || (int) MISSING.getAndAdd(this, -1) == 1) {
      runner.push(this);
    }
  }

  void emit(int input, @Nullable G gradient, boolean owned, Branch<G> runner) {
    Visit<G> target = target(input);
    if (target == null) {
      return;
    }
    int slot = plan.takeSlot(firstEdge + input);
    if (slot < 0) {
      throw new IllegalStateException(
          node.name() + " emitted the gradient of input " + input + " twice");
    }
    target.arrive(node.nextOutput(input), slot, secured(gradient), owned, runner);
  }

  /// What comes from here may lie in memory that a leaf's change waits to write to.
  private @Nullable G secured(@Nullable G gradient) {
    return held == null || gradient == null ? gradient : plan.secured(gradient);
  }

  void arrive(int output, int slot, @Nullable G gradient, boolean owned, Branch<G> runner) {
    InputBuffer<G> buffer = buffer(output);
    Arithmetic<G> arithmetic = runner.task().arithmetic();
    boolean complete =
        runner.task().shared()
            ? buffer.addShared(slot, gradient, owned, arithmetic)
            : buffer.add(slot, gradient, owned, arithmetic);
    if (complete) {
      arrived(runner);
    }
  }

  @Override
  public void replace(int output, @Nullable G gradient) {
    if (!preparing) {
      super.replace(output, gradient);
    }
    buffer(output).replace(secured(gradient));
  }

  @Override
  void run() {
    preparing = true;
    node.prepare(this);
    preparing = false;
    if (!applies) {
      release(runner());
      return;
    }
    int parts = isUndefined() ? 0 : node.parts();
    partsLeft = parts;
    if (parts > 1 && runner().splits(node)) {
      applyApart(parts);
    } else {
      for (int part = 0; part < parts; part++) {
        node.apply(part, this);
      }
      complete(this);
    }
  }

  private void applyApart(int parts) {
    for (int part = 1; part < parts; part++) {
      runner().push(new Part<>(this, part));
    }
    runner().offer(0);
    applyPart(0, this);
  }

  void applyPart(int part, Work<G> step) {
    node.apply(part, step);
    if ((int) PARTS_LEFT.getAndAdd(this, -1) == 1) {
      complete(step);
    }
  }

  private boolean isUndefined() {
    boolean undefined = first.folded() == null;
    for (InputBuffer<G> buffer : others) {
      undefined &= buffer.folded() == null;
    }
    return undefined;
  }

  /// After the last part: inputs for which nothing was emitted have no gradient.
  private void complete(Work<G> step) {
    Branch<G> runner = step.runner();
    node.finish(step);
    for (int input = 0; input < node.inputs(); input++) {
      Visit<G> target = plan.target(firstEdge + input);
      int slot = target == null ? -1 : plan.takeSlot(firstEdge + input);
      if (target != null && slot >= 0) {
        target.arrive(node.nextOutput(input), slot, null, false, runner);
      }
    }
    if (!runner.task().keepsGraph()) {
      node.release();
    }
    forget(runner.task().arithmetic());
    release(runner);
  }

  /// Gives a leaf what arrived for it, once.
  ///
  /// @return whether there was anything to give
  boolean commit() {
    G total = first.take();
    if (total == null || !(node instanceof Leaf<G> leaf)) {
      return false;
    }
    synchronized (leaf) {
      leaf.commit(total, first.owned());
    }
    return true;
  }

  /// Lets something wait for the end of this visit.
  void hold(Held<G> waiting) {
    if (held == null) {
      held = new ArrayList<>(2);
    }
    held.add(waiting);
    waiting.hold();
  }

  private void release(Branch<G> runner) {
    if (held != null) {
      held.forEach(waiting -> waiting.release(runner));
    }
  }

  private void forget(Arithmetic<G> arithmetic) {
    if (!captured) {
      first.clear(arithmetic);
      for (InputBuffer<G> buffer : others) {
        buffer.clear(arithmetic);
      }
    }
  }

  void place(long place) {
    order = place;
  }

  int firstEdge() {
    return firstEdge;
  }

  void edgesFrom(int edge) {
    firstEdge = edge;
  }

  void capture() {
    captured = true;
  }

  boolean applies() {
    return applies;
  }

  /// Restricts a pass with captures to what leads to one.
  void applyOnlyIf(boolean wanted) {
    applies = wanted;
  }

  boolean isNeeded() {
    return captured || applies;
  }

  /// Counts the outputs for which something will arrive.
  void countMissing() {
    for (int output = 0; others.length > 0 && output <= others.length; output++) {
      missing += buffer(output).awaitsNothing() ? 0 : 1;
    }
  }
}
