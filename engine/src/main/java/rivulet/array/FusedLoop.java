package rivulet.array;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One loop over memory for an [Expression] and those that it reads, [Chain] by chain over blocks
/// that stay in a core's first-level cache.
///
/// What is between goes to scratch memory, which is used again as soon as its last reader has run.
/// The elements of expressions that somebody else may want are written down on the way.
final class FusedLoop {
  /// Elements: of float32, three of these are half of a first-level cache of 48 KiB.
  static final int BLOCK = 2048;

  /// The most elements that are one block of the parallel loop.
  private static final int TOGETHER = 16 * BLOCK;

  /// What an element takes to come and go, and besides for each unit of weight.
  private static final double NANOS = 0.1;

  private static final double NANOS_OF_WEIGHT = 0.015;

  private final int count;
  private final int together;
  private final List<FusedStep> steps = new ArrayList<>();
  private final IdentityHashMap<Storage, FusedStep> computed = new IdentityHashMap<>();
  private final IdentityHashMap<Storage, Object> entered = new IdentityHashMap<>();
  private final FusedScratch scratch = new FusedScratch();
  private final List<FusedPass> passes = new ArrayList<>();
  private final double @Nullable [] sums;

  /// @param isSummed whether only the sum of the elements is asked for
  private FusedLoop(Storage root, Expression expression, boolean isSummed) {
    this.count = expression.shape().numel();
    this.together = together(count);
    this.sums = isSummed ? new double[Math.ceilDiv(count, together)] : null;
    synchronized (Storage.LINKS) {
      add(root, expression);
      for (FusedStep step : steps) enter(step);
    }
  }

  /// Computes the elements of a storage, and of those between that will be wanted.
  static void run(Storage root, Expression expression) {
    new FusedLoop(root, expression, false).run();
  }

  /// How many elements of so many are one block of the parallel loop: of not too few blocks an even
  /// number, for two threads.
  static int together(int count) {
    int blocks = Math.max(1, Math.ceilDiv(count, TOGETHER));
    if (blocks > 1) blocks += blocks & 1;
    return Math.max(1, Math.ceilDiv(Math.ceilDiv(count, blocks), BLOCK)) * BLOCK;
  }

  /// The sums of the elements of a storage, a block of [#together] each.
  static double[] sums(Storage root, Expression expression) {
    FusedLoop loop = new FusedLoop(root, expression, true);
    loop.run();
    return Objects.requireNonNull(loop.sums);
  }

  private void run() {
    try {
      place();
      divide();
      Blocks.run(Math.ceilDiv(count, together), nanos(), this::run);
      publish();
    } finally {
      leave();
    }
  }

  private long nanos() {
    int weight = steps.stream().mapToInt(step -> step.expression.weight()).sum();
    return (long) ((NANOS + NANOS_OF_WEIGHT * weight) * count);
  }

  /// Adds what an expression reads, then the expression.
  private void add(Storage storage, Expression expression) {
    FusedStep step = new FusedStep(storage, expression);
    computed.put(storage, step);
    for (Expression.Operand operand : expression.operands()) {
      Storage source = operand.storage();
      Expression due = source.expression();
      if (due != null && !computed.containsKey(source)) add(source, due);
      FusedStep computing = computed.get(source);
      if (computing != null && step.sources.add(computing)) computing.readers++;
    }
    steps.add(step);
  }

  private void enter(FusedStep step) {
    for (Expression.Operand operand : step.expression.operands()) {
      Storage storage = operand.storage();
      if (!computed.containsKey(storage)) entered.computeIfAbsent(storage, Storage::enter);
    }
  }

  private void leave() {
    synchronized (Storage.LINKS) {
      for (Storage storage : entered.keySet()) storage.leave();
    }
  }

  private void publish() {
    synchronized (Storage.LINKS) {
      for (FusedStep step : steps) step.publish();
    }
  }

  /// Decides where results are, a result never where an operand of its is, and then operands.
  private void place() {
    for (int i = 0; i < steps.size(); i++) {
      for (FusedStep source : steps.get(i).sources) source.lastReader = i;
    }
    for (int i = 0; i < steps.size(); i++) {
      FusedStep step = steps.get(i);
      boolean isAsked = i == steps.size() - 1 && sums == null;
      if (isAsked || step.isWanted()) step.placeKept();
      else step.place(scratch);
      for (Expression.Operand operand : step.expression.operands()) {
        FusedStep source = computed.get(operand.storage());
        step.operands.add(source == null ? place(operand) : source.place());
      }
      for (FusedStep source : step.sources) if (source.lastReader == i) source.leave(scratch);
    }
  }

  private FusedPlace place(Expression.Operand operand) {
    Object array = Objects.requireNonNull(entered.get(operand.storage()));
    return FusedPlace.of(array, operand.offset(), operand.step());
  }

  /// Divides the operations into chains, in their order.
  private void divide() {
    for (int from = 0, to; from < steps.size(); from = to) {
      to = Math.max(from + 1, endOfChain(from));
      passes.add(FusedPass.of(steps.subList(from, to), to));
    }
  }

  private int endOfChain(int from) {
    DType dtype = steps.get(from).expression.dtype();
    int weight = 0;
    for (int i = from; i < steps.size(); i++) {
      Expression expression = steps.get(i).expression;
      if (expression.op() == null || expression.dtype() != dtype) return i;
      weight += expression.weight();
      if (weight > Chain.MOST) return i;
    }
    return steps.size();
  }

  private void run(int block) {
    int from = block * together;
    int to = Math.min(count, from + together);
    Object[] memory = scratch.memory();
    List<FusedPass.Call> calls = passes.stream().map(pass -> pass.on(memory)).toList();
    PartialSums sum = sums == null ? null : new PartialSums(steps.getLast().expression.dtype());
    for (int start = from; start < to; start += BLOCK) {
      int length = Math.min(BLOCK, to - start);
      for (FusedPass.Call call : calls) call.run(start, length);
      if (sum != null) calls.getLast().addTo(sum, length);
    }
    if (sums != null && sum != null) sums[block] = sum.total();
  }
}
