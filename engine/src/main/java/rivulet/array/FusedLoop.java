package rivulet.array;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One loop over memory for an [Expression] and those that it reads, operation by operation over
/// blocks that stay in a core's first-level cache.
///
/// What is between goes to scratch memory, which is used again as soon as its last reader has run.
/// The elements of expressions that somebody else may want are written down on the way.
final class FusedLoop {
  /// Elements: of float32, three of these are half of a first-level cache of 48 KiB.
  private static final int BLOCK = 2048;

  /// Elements that are one block of the parallel loop.
  static final int TOGETHER = 16 * BLOCK;

  /// What one operation on one element takes.
  private static final double NANOS = 0.25;

  private final int count;
  private final List<Step> steps = new ArrayList<>();
  private final IdentityHashMap<Storage, Step> computed = new IdentityHashMap<>();
  private final IdentityHashMap<Storage, Object> entered = new IdentityHashMap<>();
  private final FusedScratch scratch = new FusedScratch();
  private final double @Nullable [] sums;

  /// @param isSummed whether only the sum of the elements is asked for
  private FusedLoop(Storage root, Expression expression, boolean isSummed) {
    this.count = expression.shape().numel();
    this.sums = isSummed ? new double[Math.ceilDiv(count, TOGETHER)] : null;
    synchronized (Storage.LINKS) {
      add(root, expression);
      for (Step step : steps) enter(step);
    }
  }

  /// Computes the elements of a storage, and of those between that will be wanted.
  static void run(Storage root, Expression expression) {
    new FusedLoop(root, expression, false).run();
  }

  /// The sums of the elements of a storage, a block of [#TOGETHER] each.
  static double[] sums(Storage root, Expression expression) {
    FusedLoop loop = new FusedLoop(root, expression, true);
    loop.run();
    return Objects.requireNonNull(loop.sums);
  }

  private void run() {
    try {
      place();
      Blocks.run(
          Math.ceilDiv(count, TOGETHER),
          (long) (NANOS * steps.size() * count),
          block -> run(block * TOGETHER, Math.min(count, (block + 1) * TOGETHER)));
      publish();
    } finally {
      leave();
    }
  }

  /// Adds what an expression reads, then the expression.
  private void add(Storage storage, Expression expression) {
    Step step = new Step(storage, expression);
    computed.put(storage, step);
    for (Expression.Operand operand : expression.operands()) {
      Storage source = operand.storage();
      Expression due = source.due();
      if (due != null && !computed.containsKey(source)) add(source, due);
    }
    for (Step source : sources(step)) source.readers++;
    steps.add(step);
  }

  /// The operands that are computed in this loop.
  private Set<Step> sources(Step step) {
    Set<Step> sources = new LinkedHashSet<>();
    for (Expression.Operand operand : step.expression.operands()) {
      Step source = computed.get(operand.storage());
      if (source != null) sources.add(source);
    }
    return sources;
  }

  private void enter(Step step) {
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
      for (Step step : steps) step.publish();
    }
  }

  private void place() {
    for (int i = 0; i < steps.size(); i++) {
      for (Step source : sources(steps.get(i))) source.lastReader = i;
    }
    for (int i = 0; i < steps.size(); i++) place(steps.get(i), i);
  }

  /// Decides where operands and result are; a result is never where an operand of its is.
  private void place(Step step, int index) {
    boolean isRoot = index == steps.size() - 1;
    if (!isRoot) step.place(scratch);
    else if (sums != null) step.placeSummed(scratch);
    else step.placeKept();
    for (Expression.Operand operand : step.expression.operands()) {
      Step source = computed.get(operand.storage());
      step.places.add(source == null ? place(operand) : source.places.getFirst());
    }
    for (Step source : sources(step)) if (source.lastReader == index) source.leave(scratch);
  }

  private Place place(Expression.Operand operand) {
    Object array = entered.get(operand.storage());
    return new Place(array, -1, false, operand.offset(), operand.step());
  }

  private void run(int from, int to) {
    Object[] memory = scratch.memory();
    List<Call> calls = new ArrayList<>(steps.size());
    for (Step step : steps) calls.add(new Call(step, memory, from));
    for (int start = from; start < to; start += BLOCK) {
      int length = Math.min(BLOCK, to - start);
      for (Call call : calls) call.run(start, length);
    }
    if (sums != null) sums[from / TOGETHER] = calls.getLast().sum(from, to - from);
  }

  /// Where the elements of an operand or a result are: in an array from `offset` on, or in a piece
  /// of a thread's scratch memory, which may span a block of the parallel loop.
  private record Place(@Nullable Object array, int piece, boolean spans, int offset, int step) {
    static Place of(Object array) {
      return new Place(array, -1, false, 0, 1);
    }

    static Place scratch(int piece, boolean spans) {
      return new Place(null, piece, spans, 0, 1);
    }

    boolean moves() {
      return array != null || spans;
    }
  }

  /// An operation of the loop.
  private static final class Step {
    private final Storage storage;
    private final Expression expression;

    /// That of the result, then those of the operands.
    private final List<Place> places = new ArrayList<>();

    private int readers;
    private int lastReader;
    private @Nullable Object kept;

    Step(Storage storage, Expression expression) {
      this.storage = storage;
      this.expression = expression;
    }

    void place(FusedScratch scratch) {
      if (expression.isWantedBeyond(readers)) placeKept();
      else places.add(Place.scratch(scratch.take(expression.dtype(), BLOCK), false));
    }

    void placeSummed(FusedScratch scratch) {
      if (expression.isWantedBeyond(readers)) placeKept();
      else places.add(Place.scratch(scratch.take(expression.dtype(), TOGETHER), true));
    }

    void placeKept() {
      kept = storage.allocate(expression);
      places.add(Place.of(kept));
    }

    void leave(FusedScratch scratch) {
      if (kept == null) scratch.give(places.getFirst().piece);
    }

    void publish() {
      if (kept == null) expression.hasRun();
      else storage.fulfil(expression, kept);
    }
  }

  /// An operation on one thread's memory.
  private static final class Call {
    private final InnerLoop loop;
    private final Object[] arrays;
    private final int[] bases;
    private final int[] moves;
    private final int[] offsets;
    private final int[] strides;

    Call(Step step, Object[] memory, int from) {
      int operands = step.places.size();
      loop = step.expression.loop();
      arrays = new Object[operands];
      bases = new int[operands];
      moves = new int[operands];
      offsets = new int[operands];
      strides = new int[operands];
      for (int k = 0; k < operands; k++) {
        Place place = step.places.get(k);
        arrays[k] = place.array == null ? memory[place.piece] : place.array;
        bases[k] = place.spans ? -from : place.offset;
        strides[k] = place.step;
        moves[k] = place.moves() ? place.step : 0;
      }
    }

    void run(int start, int length) {
      for (int k = 0; k < offsets.length; k++) offsets[k] = bases[k] + moves[k] * start;
      loop.run(arrays, offsets, strides, length);
    }

    double sum(int from, int count) {
      return Reduction.sum(arrays[0], bases[0] + from, count);
    }
  }
}
