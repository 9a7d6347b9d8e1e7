package rivulet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// One public op: a call, the shapes of its inputs, where their values lie, and how it fails.
///
/// @param op the method's name
/// @param call the op on its inputs; of an in-place op the first is its own to change
/// @param shapes the inputs' shapes
/// @param domain from standard normal values to values where the op is smooth
/// @param failures calls that must be refused, with PyTorch's words
record OpCase(
    String op,
    Function<Tensor[], Tensor> call,
    List<Shape> shapes,
    DoubleUnaryOperator domain,
    List<Failure> failures) {

  /// A refused call and what its message starts with.
  record Failure(Runnable call, String message) {}

  /// A case whose inputs have shapes as `2x3 3 -`, where `-` has no dimensions.
  static OpCase op(String op, String shapes, Function<Tensor[], Tensor> call) {
    List<Shape> parsed = Arrays.stream(shapes.split(" ")).map(OpCase::shape).toList();
    return new OpCase(op, call, parsed, x -> x, List.of());
  }

  private static Shape shape(String text) {
    return text.equals("-")
        ? Shape.SCALAR
        : Shape.of(Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
  }

  /// The same for positive values.
  OpCase positive() {
    return in(x -> 0.5 + Math.abs(x));
  }

  /// The same for values away from 0.
  OpCase awayFromZero() {
    return in(x -> x + Math.copySign(0.2, x));
  }

  private OpCase in(DoubleUnaryOperator values) {
    return new OpCase(op, call, shapes, values, failures);
  }

  /// The same, and a call that is refused.
  OpCase fails(String message, Runnable refused) {
    List<Failure> more = new ArrayList<>(failures);
    more.add(new Failure(refused, message));
    return new OpCase(op, call, shapes, domain, more);
  }

  boolean inPlace() {
    return op.endsWith("_") || op.equals("set");
  }

  /// Fresh float64 leaves.
  Tensor[] inputs(Random random) {
    return shapes.stream()
        .map(shape -> input(shape, random).requiresGrad_())
        .toArray(Tensor[]::new);
  }

  private Tensor input(Shape shape, Random random) {
    double[] values = new double[shape.numel()];
    Arrays.setAll(values, i -> domain.applyAsDouble(random.nextGaussian()));
    return new Tensor(NDArray.of(values, shape));
  }

  /// The op on these inputs; random ops draw the same numbers every time.
  Tensor apply(Tensor... inputs) {
    Tensors.manualSeed(1);
    Tensor[] given = inputs.clone();
    if (inPlace()) given[0] = given[0].clone();
    return call.apply(given);
  }

  /// The op on views of every second element of longer tensors with these values.
  Tensor applySpread(Tensor... inputs) {
    Tensors.manualSeed(1);
    return call.apply(Arrays.stream(inputs).map(OpCase::spread).toArray(Tensor[]::new));
  }

  private static Tensor spread(Tensor input) {
    return Tensors.stack(List.of(input, input), -1).select(-1, 0);
  }

  @Override
  public String toString() {
    return op + " " + shapes;
  }
}
