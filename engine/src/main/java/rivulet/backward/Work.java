package rivulet.backward;

import org.jspecify.annotations.Nullable;

/// Something a branch can run: a whole node or one part of one.
///
/// @param <G> what flows along the edges
abstract sealed class Work<G> implements Step<G> permits Visit, Part, Update {
  /// The branch that runs it, which takes over what becomes ready meanwhile.
  @Nullable Branch<G> branch;

  /// The place in the sequential order: lower is earlier.
  abstract long order();

  abstract Visit<G> visit();

  abstract void run();

  /// Whether it may be split off as a branch of its own.
  abstract boolean isWorthABranch();

  final void runOn(Branch<G> runner) {
    branch = runner;
    try {
      run();
    } finally {
      branch = null;
    }
  }

  final Branch<G> runner() {
    Branch<G> runner = branch;
    if (runner == null) {
      throw new IllegalStateException(
          visit().node.name() + " used its step after it had returned from it");
    }
    return runner;
  }

  @Override
  public final @Nullable G gradient(int output) {
    return visit().buffer(output).folded();
  }

  @Override
  public void replace(int output, @Nullable G gradient) {
    throw new IllegalStateException(
        visit().node.name() + " replaced a gradient outside its prepare");
  }

  @Override
  public final void keep(int output) {
    visit().buffer(output).keep();
  }

  @Override
  public final boolean needs(int input) {
    return visit().target(input) != null;
  }

  @Override
  public final void emit(int input, @Nullable G gradient, boolean owned) {
    visit().emit(input, gradient, owned, runner());
  }
}
