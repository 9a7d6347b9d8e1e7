package rivulet.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Operations of a [FusedLoop] that run in one loop over a block: those of a [Chain], or one.
///
/// @param last the place of the last one's result
record FusedPass(InnerLoop loop, List<FusedPlace> places, int last) {
  /// @param end the number of the step after these
  static FusedPass of(List<FusedStep> steps, int end) {
    return steps.size() == 1 ? alone(steps.getFirst()) : chained(steps, end);
  }

  private static FusedPass alone(FusedStep step) {
    List<FusedPlace> places = new ArrayList<>();
    places.add(step.place());
    places.addAll(step.operands);
    return new FusedPass(step.expression.loop(), places, 0);
  }

  private static FusedPass chained(List<FusedStep> steps, int end) {
    List<FusedPlace> results = new ArrayList<>();
    List<FusedPlace> inputs = new ArrayList<>();
    List<Chain.Link> links = new ArrayList<>();
    for (FusedStep step : steps) {
      List<Integer> operands = new ArrayList<>();
      for (FusedPlace operand : step.operands) {
        int link = results.lastIndexOf(operand);
        operands.add(link >= 0 ? link : ~number(operand, inputs));
      }
      results.add(step.place());
      links.add(
          new Chain.Link(
              Objects.requireNonNull(step.expression.op()), operands, step.isReadFrom(end)));
    }
    List<Boolean> rows = inputs.stream().map(input -> input.step() == 1).toList();
    Chain chain = new Chain(steps.getFirst().expression.dtype(), rows, links);
    results.addAll(inputs);
    return new FusedPass(chain.loop(), results, steps.size() - 1);
  }

  private static int number(FusedPlace place, List<FusedPlace> places) {
    int number = places.indexOf(place);
    if (number >= 0) return number;
    places.add(place);
    return places.size() - 1;
  }

  /// The pass on one thread's memory.
  Call on(Object[] memory) {
    return new Call(this, memory);
  }

  /// A pass on one thread's memory.
  static final class Call {
    private final InnerLoop loop;
    private final Object[] arrays;
    private final int[] bases;
    private final int[] moves;
    private final int[] offsets;
    private final int[] strides;
    private final int result;

    private Call(FusedPass pass, Object[] memory) {
      int count = pass.places.size();
      loop = pass.loop;
      result = pass.last;
      arrays = new Object[count];
      bases = new int[count];
      moves = new int[count];
      offsets = new int[count];
      strides = new int[count];
      for (int k = 0; k < count; k++) {
        FusedPlace place = pass.places.get(k);
        arrays[k] = place.array(memory);
        bases[k] = place.offset();
        moves[k] = place.move();
        strides[k] = place.step();
      }
    }

    /// Runs over a block.
    void run(int start, int length) {
      for (int k = 0; k < offsets.length; k++) offsets[k] = bases[k] + moves[k] * start;
      loop.run(arrays, offsets, strides, length);
    }

    /// Adds the result of the last operation, which has just run over so many elements.
    void addTo(PartialSums sum, int length) {
      sum.add(arrays[result], offsets[result], length);
    }
  }
}
