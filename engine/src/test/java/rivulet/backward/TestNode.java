package rivulet.backward;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node whose behaviour a test writes down.
final class TestNode<G> extends Node<G> {
  /// What `apply` does.
  interface Body<G> {
    void apply(int part, Step<G> step);
  }

  private final String name;
  private final Body<G> body;
  private int outputs = 1;
  private int parts = 1;
  private long cost;
  private Consumer<Step<G>> prepare = step -> {};
  private Consumer<Step<G>> finish = step -> {};
  private Consumer<Reads> reads = Reads::anything;
  final AtomicInteger applied = new AtomicInteger();
  final AtomicInteger finished = new AtomicInteger();
  final AtomicInteger released = new AtomicInteger();

  private TestNode(
      String name, @Nullable Node<G>[] next, int @Nullable [] nextOutputs, Body<G> body) {
    super(next, nextOutputs);
    this.name = name;
    this.body = body;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <G> TestNode<G> of(String name, Body<G> body, @Nullable Node<G>... next) {
    return new TestNode<>(name, next, null, body);
  }

  @SuppressWarnings("unchecked")
  static <G> TestNode<G> on(String name, List<Pass.Edge<G>> inputs, Body<G> body) {
    Node<G>[] next = inputs.stream().map(Pass.Edge::node).toArray(Node[]::new);
    int[] outputs = inputs.stream().mapToInt(Pass.Edge::output).toArray();
    return new TestNode<>(name, next, outputs, body);
  }

  /// Passes on to every input what arrived at output 0.
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <G> TestNode<G> sum(String name, @Nullable Node<G>... next) {
    int[] inputs = new int[next.length];
    Arrays.setAll(inputs, i -> i);
    return of(
        name,
        (part, step) -> Arrays.stream(inputs).forEach(i -> step.emit(i, step.gradient(0), false)),
        next);
  }

  TestNode<G> outputs(int count) {
    outputs = count;
    return this;
  }

  TestNode<G> parts(int count) {
    parts = count;
    return this;
  }

  TestNode<G> costs(long nanos) {
    cost = nanos;
    return this;
  }

  TestNode<G> prepare(Consumer<Step<G>> action) {
    prepare = action;
    return this;
  }

  TestNode<G> finish(Consumer<Step<G>> action) {
    finish = action;
    return this;
  }

  /// Declares what the node reads; else it may read anything.
  TestNode<G> reads(Object... memory) {
    reads = reads -> List.of(memory).forEach(reads::memory);
    return this;
  }

  @Override
  protected void listReads(Reads list) {
    reads.accept(list);
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int parts() {
    return parts;
  }

  @Override
  public long cost(int part) {
    return cost;
  }

  @Override
  protected void prepare(Step<G> step) {
    prepare.accept(step);
  }

  @Override
  protected void apply(int part, Step<G> step) {
    applied.incrementAndGet();
    body.apply(part, step);
  }

  @Override
  protected void finish(Step<G> step) {
    finished.incrementAndGet();
    finish.accept(step);
  }

  @Override
  protected void release() {
    released.incrementAndGet();
  }

  @Override
  public String name() {
    return name;
  }
}
