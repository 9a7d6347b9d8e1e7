package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A long short-term memory against its formulas, an element at a time, and its gradients against
/// what small changes of an operand do to them.
class LstmTest {
  /// Time, batch, input, hidden: one block and several, equal and not; with the last sizes all
  /// inputs are multiplied at once.
  private static final int[][] SIZES = {
    {1, 1, 1, 1}, {3, 2, 4, 3}, {5, 33, 7, 20}, {2, 40, 9, 65}, {2, 150, 3, 16}, {3, 2, 1700, 20}
  };

  private static final double STEP = 1e-4;

  private final Samples samples = new Samples("LstmTest", 27182);

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void statesAndGradients_areTheFormulas(DType dtype) {
    for (int[] s : SIZES) {
      check(operands(dtype, true, s), false);
      check(operands(dtype, false, s), true);
    }
  }

  @Test
  void operandsOfAnyLayout() {
    for (int i = 0; i < 10; i++) check(layouts(DType.FLOAT64), i % 2 == 0);
  }

  private void check(Lstm.Operands in, boolean reverse) {
    Lstm lstm = new Lstm(in, reverse);
    DType dtype = in.x().dtype();
    String where = dtype + " " + in.x().shape() + " " + reverse;
    double[][] values = values(in);
    double error = dtype == DType.FLOAT32 ? 2e-4 : 1e-12;
    assertArrayEquals(formulas(in, values, reverse), lstm.result().toDoubles(), error, where);
    NDArray g = numbers(dtype, lstm.result().shape().toArray());
    @Nullable NDArray[] found = lstm.gradients(g, true);
    for (int i = 0; i < values.length; i++) {
      if (values[i].length > 0)
        slope(in, values, reverse, g.toDoubles(), Objects.requireNonNull(found[i]), i, where);
    }
  }

  /// Along a random direction.
  private void slope(
      Lstm.Operands in,
      double[][] values,
      boolean reverse,
      double[] g,
      NDArray found,
      int operand,
      String where) {
    double[] kept = values[operand];
    double[] direction = samples.random.doubles(kept.length, -1, 1).toArray();
    values[operand] = moved(kept, direction, STEP);
    double after = dot(g, formulas(in, values, reverse));
    values[operand] = moved(kept, direction, -STEP);
    double before = dot(g, formulas(in, values, reverse));
    values[operand] = kept;
    double expected = (after - before) / (2 * STEP);
    double size = Math.sqrt(dot(found.toDoubles(), found.toDoubles()));
    double error = (in.x().dtype() == DType.FLOAT32 ? 1e-4 : 1e-5) * (1 + size);
    assertEquals(expected, dot(direction, found.toDoubles()), error, where + " operand " + operand);
  }

  private static double[] moved(double[] x, double[] direction, double step) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] + step * direction[i]).toArray();
  }

  private static double dot(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum();
  }

  /// Hidden states by time, then the last cell.
  private static double[] formulas(Lstm.Operands in, double[][] v, boolean reverse) {
    int steps = in.x().shape().size(0);
    int states = v[1].length;
    double[] result = new double[(steps + 1) * states];
    double[] h = v[1].clone();
    double[] c = v[2].clone();
    for (int s = 0; s < steps; s++) {
      int time = reverse ? steps - 1 - s : s;
      step(in, v, time, h, c);
      System.arraycopy(h, 0, result, time * states, states);
    }
    System.arraycopy(c, 0, result, steps * states, states);
    return result;
  }

  private static void step(Lstm.Operands in, double[][] v, int time, double[] h, double[] c) {
    int batch = in.x().shape().size(1);
    int size = in.wHh().shape().size(1);
    double[] before = h.clone();
    for (int b = 0; b < batch; b++) {
      for (int j = 0; j < size; j++) {
        double[] z = new double[4];
        for (int k = 0; k < 4; k++) z[k] = gate(in, v, time * batch + b, b, before, k * size + j);
        int at = b * size + j;
        c[at] = sigmoid(z[1]) * c[at] + sigmoid(z[0]) * Math.tanh(z[2]);
        h[at] = sigmoid(z[3]) * Math.tanh(c[at]);
      }
    }
  }

  private static double gate(
      Lstm.Operands in, double[][] v, int input, int row, double[] h, int at) {
    int inputs = in.x().shape().size(2);
    int size = in.wHh().shape().size(1);
    double z = in.bIh() == null ? 0 : v[5][at] + v[6][at];
    for (int k = 0; k < inputs; k++) z += v[3][at * inputs + k] * v[0][input * inputs + k];
    for (int k = 0; k < size; k++) z += v[4][at * size + k] * h[row * size + k];
    return z;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private Lstm.Operands operands(DType dtype, boolean biases, int[] s) {
    return new Lstm.Operands(
        numbers(dtype, s[0], s[1], s[2]),
        numbers(dtype, s[1], s[3]),
        numbers(dtype, s[1], s[3]),
        numbers(dtype, 4 * s[3], s[2]),
        numbers(dtype, 4 * s[3], s[3]),
        biases ? numbers(dtype, 4 * s[3]) : null,
        biases ? numbers(dtype, 4 * s[3]) : null);
  }

  private Lstm.Operands layouts(DType dtype) {
    return new Lstm.Operands(
        samples.any(dtype, 3, 4, 5),
        samples.any(dtype, 4, 6),
        samples.any(dtype, 4, 6),
        samples.any(dtype, 24, 5),
        samples.any(dtype, 24, 6),
        samples.any(dtype, 24),
        samples.any(dtype, 24));
  }

  /// So small that sums stay where the functions are steep.
  private NDArray numbers(DType dtype, int... sizes) {
    Shape shape = Shape.of(sizes);
    double bound = 2 / Math.sqrt(shape.size(shape.rank() - 1));
    double[] values = samples.random.doubles(shape.numel(), -bound, bound).toArray();
    return NDArray.of(values, shape).to(dtype);
  }

  private static double[][] values(Lstm.Operands in) {
    return Stream.of(in.x(), in.h(), in.c(), in.wIh(), in.wHh(), in.bIh(), in.bHh())
        .map(x -> x == null ? new double[0] : x.toDoubles())
        .toArray(double[][]::new);
  }

  @Test
  void inputsGradient_isLeftOutWhereNobodyWantsIt() {
    Lstm lstm = new Lstm(operands(DType.FLOAT32, true, SIZES[1]), false);
    assertNull(lstm.gradients(lstm.result(), false)[0]);
  }

  @Test
  void changesOfTheResult_changeNoGradient() {
    Lstm lstm = new Lstm(operands(DType.FLOAT32, true, SIZES[1]), false);
    NDArray g = lstm.result().copy();
    double[] expected = Objects.requireNonNull(lstm.gradients(g, true)[4]).toDoubles();
    lstm.result().fill(Scalar.of(7.0));
    assertArrayEquals(expected, Objects.requireNonNull(lstm.gradients(g, true)[4]).toDoubles());
  }

  @Test
  void anEmptyBatch_hasZerosForGradientsOfWeights() {
    Lstm lstm = new Lstm(operands(DType.FLOAT32, true, new int[] {3, 0, 4, 5}), false);
    assertEquals(Shape.of(4, 0, 5), lstm.result().shape());
    NDArray ofWeights = Objects.requireNonNull(lstm.gradients(lstm.result(), true)[4]);
    assertArrayEquals(new double[100], ofWeights.toDoubles());
  }

  @Test
  void blocksOnAnyThreads_giveTheSameBits() {
    Lstm.Operands in = operands(DType.FLOAT32, true, new int[] {4, 150, 30, 70});
    NDArray g = numbers(DType.FLOAT32, 5, 150, 70);
    Blocks.Loop before = Blocks.runBy((count, _, _, block) -> backwards(count, block));
    try {
      List<double[]> expected = all(in, g);
      Blocks.runBy((count, _, _, block) -> IntStream.range(0, count).parallel().forEach(block));
      List<double[]> found = all(in, g);
      for (int i = 0; i < found.size(); i++) assertArrayEquals(expected.get(i), found.get(i));
    } finally {
      Blocks.runBy(before);
    }
  }

  private static void backwards(int count, IntConsumer block) {
    for (int i = count - 1; i >= 0; i--) block.accept(i);
  }

  private static List<double[]> all(Lstm.Operands in, NDArray g) {
    Lstm lstm = new Lstm(in, false);
    Stream<NDArray> gradients = Stream.of(lstm.gradients(g, true)).map(Objects::requireNonNull);
    return Stream.concat(Stream.of(lstm.result()), gradients).map(NDArray::toDoubles).toList();
  }

  @BeforeAll
  static void load() {
    assertTrue(VectorModule.PRESENT);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void vectorLoops_giveTheBitsOfThePlainOnes(DType dtype) {
    boolean floats = dtype == DType.FLOAT32;
    for (int count = 0; count < 70; count++) {
      same(
          dtype,
          count,
          LstmLoops.OF_CELL,
          floats ? FloatLstm::cell : DoubleLstm::cell,
          floats ? FloatVectorLstm::cell : DoubleVectorLstm::cell);
      same(
          dtype,
          count,
          LstmLoops.OF_BACK,
          floats ? FloatLstm::back : DoubleLstm::back,
          floats ? FloatVectorLstm::back : DoubleVectorLstm::back);
    }
  }

  /// On the parts of one array, each operand 80 elements.
  private void same(DType dtype, int count, int operands, InnerLoop plain, InnerLoop vector) {
    NDArray expected =
        NDArray.wrap(samples.bits(dtype, 80 * operands), Shape.of(80 * operands), dtype);
    NDArray found = expected.copy();
    for (NDArray one : new NDArray[] {expected, found}) {
      Object[] arrays = new Object[operands];
      int[] offsets = new int[operands];
      for (int k = 0; k < operands; k++) {
        arrays[k] = one.storage().elements();
        offsets[k] = 80 * k + k % 3;
      }
      (one == expected ? plain : vector).run(arrays, offsets, offsets, count);
    }
    assertArrayEquals(expected.toDoubles(), found.toDoubles());
  }

  /// What a thread in the background runs until the vector form is compiled.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void loops_runOnTheNumbersTheyAreWarmedUpWith(DType dtype) {
    assertTrue(VectorModule.PRESENT);
    LstmLoops loops = LstmLoops.of(dtype);
    for (InnerLoop loop : List.of(loops.cell(), loops.back(), loops.sigmoid(), loops.tanh())) {
      Heat.Forms forms = Objects.requireNonNull(((TwinLoop) loop).forms());
      assertDoesNotThrow(forms.plain()::run);
      assertDoesNotThrow(forms.vector()::run);
    }
  }
}
