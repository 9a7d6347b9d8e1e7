package rivulet.backward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A leaf that keeps a sum and notes the commits of all leaves with the same log.
final class TestLeaf<G> extends Leaf<G> {
  private final String name;
  private final Arithmetic<G> arithmetic;
  private final List<String> log;
  private Consumer<Step<G>> prepare = step -> {};
  private Consumer<G> onCommit = total -> {};
  @Nullable G grad;

  TestLeaf(String name, Arithmetic<G> arithmetic, List<String> log) {
    this.name = name;
    this.arithmetic = arithmetic;
    this.log = log;
  }

  TestLeaf(String name, Arithmetic<G> arithmetic) {
    this(name, arithmetic, new ArrayList<>());
  }

  TestLeaf<G> prepare(Consumer<Step<G>> action) {
    prepare = action;
    return this;
  }

  TestLeaf<G> onCommit(Consumer<G> action) {
    onCommit = action;
    return this;
  }

  @Override
  protected void listReads(Reads list) {}

  @Override
  protected void prepare(Step<G> step) {
    prepare.accept(step);
  }

  @Override
  protected void commit(G total, boolean owned) {
    onCommit.accept(total);
    log.add(name);
    grad = grad == null ? total : arithmetic.add(grad, false, total);
  }

  @Override
  public String name() {
    return name;
  }
}
