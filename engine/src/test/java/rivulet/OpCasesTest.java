package rivulet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rivulet.array.DType;

/// Tests that every public op passes alike.
class OpCasesTest {
  private static final long SEED = 20260802;

  static List<OpCase> cases() {
    return OpCases.everyCase();
  }

  @BeforeAll
  static void printSeed() {
    System.out.println("OpCasesTest: seed " + SEED);
  }

  /// Every op has numbers of its own, whichever tests run.
  private static Random random(OpCase op) {
    return new Random(SEED + op.toString().hashCode());
  }

  @Test
  void everyPublicOpHasACase() {
    Set<String> lacking = new TreeSet<>();
    for (Class<?> topic : Tensor.class.getInterfaces()) {
      if (topic.isSealed()) {
        Stream.of(topic.getDeclaredMethods())
            .filter(OpCasesTest::isOp)
            .map(Method::getName)
            .forEach(lacking::add);
      }
    }
    assertTrue(lacking.size() > 100, "found no topics");
    cases().forEach(op -> lacking.remove(op.op()));
    assertEquals(Set.of(), lacking);
  }

  /// Questions that Java answers (`equal`, `allclose`) are no ops.
  private static boolean isOp(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && !method.getReturnType().isPrimitive();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void firstDerivatives_areThoseOfDifferences(OpCase op) {
    Random random = random(op);
    GradCheck.first(op.toString(), op::apply, op.inputs(random), random);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondDerivatives_areThoseOfDifferences(OpCase op) {
    Random random = random(op);
    GradCheck.second(op.toString(), op::apply, op.inputs(random), random);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void spreadInputs_giveTheSameValuesAndGradients(OpCase op) {
    Random random = random(op);
    Tensor[] inputs = op.inputs(random);
    Tensor expected = op.apply(inputs);
    Tensor actual = op.applySpread(inputs);
    assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), 1e-12);
    assertEquals(expected.requiresGrad(), actual.requiresGrad());
    Tensor weights = GradCheck.normal(expected.shape(), random);
    assertArrayEquals(
        gradients(expected, weights, inputs), gradients(actual, weights, inputs), 1e-12);
  }

  private static double[] gradients(Tensor output, Tensor weights, Tensor[] inputs) {
    return GradCheck.gradients(output, weights, inputs, false).stream()
        .flatMapToDouble(g -> g == null ? DoubleStream.of(0) : Arrays.stream(g.toDoubleArray()))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void float32Inputs_giveFloat32(OpCase op) {
    Tensor[] inputs = op.inputs(random(op));
    Tensor wide = op.apply(inputs);
    Tensor[] narrow =
        Arrays.stream(inputs).map(t -> t.detach().to(DType.FLOAT32)).toArray(Tensor[]::new);
    Tensor result = op.apply(narrow);
    assertEquals(wide.dtype() == DType.FLOAT64 ? DType.FLOAT32 : wide.dtype(), result.dtype());
    assertEquals(wide.shape(), result.shape());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusedCalls_sayWhatPyTorchSays(OpCase op) {
    for (OpCase.Failure failure : op.failures()) {
      RuntimeException thrown = assertThrows(RuntimeException.class, failure.call()::run);
      String message = String.valueOf(thrown.getMessage());
      assertTrue(message.startsWith(failure.message()), message);
    }
  }
}
