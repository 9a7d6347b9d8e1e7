package rivulet.array;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An operation that has not run, of a size at which its result is worth a thread of its own, but
/// cutting it for several would cost more than it gains.
///
/// Branches of a forward pass are recorded one after the other, on one thread. What waits is
/// computed on the thread that first needs it: in a backward pass, on the one that takes the
/// branch. So branches run their forward pass at the same time, too. What is computed from a result
/// that waits, waits with it where it is small ([Elementwise], [Reduction]); everything else asks.
///
/// Nothing but the time of the computation tells, as of [Fusion].
final class Deferral implements Due {
  /// Bytes of a result: below what the [Pool] lends.
  private static final int MOST = Pool.LARGE;

  /// How many may wait for one another.
  private static final int DEEPEST = 64;

  private final Supplier<NDArray> work;
  private final List<Storage> sources;
  private final int depth;

  private Deferral(Supplier<NDArray> work, List<Storage> sources) {
    this.work = work;
    this.sources = sources;
    this.depth = 1 + depth(sources);
  }

  /// The array that `work` will make.
  ///
  /// @param work makes a fresh contiguous array of this shape and dtype
  /// @param operands all that it reads
  static NDArray array(Shape shape, DType dtype, Supplier<NDArray> work, NDArray... operands) {
    List<Storage> sources = new ArrayList<>(operands.length);
    for (NDArray operand : operands) {
      if (!sources.contains(operand.storage())) sources.add(operand.storage());
    }
    boolean isLarge = (long) shape.numel() * dtype.bytes() >= MOST;
    if (isLarge || depth(sources) >= DEEPEST) sources.forEach(Storage::elements);
    if (isLarge) return work.get();
    Storage storage = new Storage(new Deferral(work, sources));
    for (Storage source : sources) source.addReader(storage);
    return NDArray.due(storage, dtype, shape);
  }

  /// Whether the elements wait to be computed by an operation of their own.
  static boolean holds(NDArray a) {
    return a.storage().due() instanceof Deferral;
  }

  private static int depth(List<Storage> sources) {
    int depth = 0;
    for (Storage source : sources) {
      if (source.due() instanceof Deferral deferral) depth = Math.max(depth, deferral.depth);
    }
    return depth;
  }

  @Override
  public List<Storage> sources() {
    return sources;
  }

  @Override
  public void run(Storage storage) {
    for (Storage source : sources) source.elements();
    storage.takeOver(work.get().storage(), this);
  }
}
