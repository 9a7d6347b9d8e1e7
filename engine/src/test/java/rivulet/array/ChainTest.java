package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// The compiled loop of a chain gives the bits of its links one by one.
@Timeout(120)
class ChainTest {
  private static final int SIZE = 1024;
  private static final int CHAINS = 60;

  /// As often HotSpot wants a method to run before it is compiled.
  private static final int RUNS = 200;

  private final Samples samples = new Samples("ChainTest", 20261125);

  @BeforeAll
  static void load() {
    assertTrue(VectorModule.PRESENT);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void everyOperation_hasItsFunction(DType dtype) {
    operations(dtype).forEach(op -> assertCompiledIsTheSame(chainOf(dtype, op), RUNS));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void randomChains_haveTheSameBits(DType dtype) {
    for (int i = 0; i < CHAINS; i++) {
      assertCompiledIsTheSame(randomChain(dtype), i % 10 == 0 ? RUNS : 2);
    }
  }

  @Test
  void loop_isTheSameForTheSameChain() {
    assertSame(
        chainOf(DType.FLOAT32, Unary.TANH).loop(), chainOf(DType.FLOAT32, Unary.TANH).loop());
  }

  @Test
  void linksOfTwoPolynomials_areInOneLoop() {
    int two = Chain.weight(Unary.SIGMOID) + Chain.weight(Unary.TANH);
    assertTrue(two + 8 * Chain.weight(Binary.MUL) <= Chain.MOST);
    assertEquals(1, Chain.weight(Binary.MUL));
  }

  private static Stream<Enum<?>> operations(DType dtype) {
    return Stream.<Enum<?>>concat(Stream.of(Unary.values()), Stream.of(Binary.values()))
        .filter(op -> Chain.takes(op, dtype));
  }

  /// Twice, so that it has something between.
  private static Chain chainOf(DType dtype, Enum<?> op) {
    List<Integer> first = op instanceof Unary ? List.of(~0) : List.of(~0, ~1);
    List<Integer> second = op instanceof Unary ? List.of(0) : List.of(~2, 0);
    List<Boolean> inputs = op instanceof Unary ? List.of(true) : List.of(true, false, true);
    return new Chain(
        dtype, inputs, List.of(new Chain.Link(op, first, false), new Chain.Link(op, second, true)));
  }

  private Chain randomChain(DType dtype) {
    List<Enum<?>> operations = operations(dtype).toList();
    List<Boolean> inputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) inputs.add(i == 0 || samples.random.nextInt(3) > 0);
    List<Chain.Link> links = new ArrayList<>();
    int count = 1 + samples.random.nextInt(12);
    for (int k = 0; k < count; k++) {
      Enum<?> op = operations.get(samples.random.nextInt(operations.size()));
      List<Integer> operands = new ArrayList<>();
      for (int j = 0; j < (op instanceof Unary ? 1 : 2); j++) operands.add(operand(k, inputs));
      boolean isWritten = k == count - 1 || samples.random.nextInt(4) == 0;
      links.add(new Chain.Link(op, operands, isWritten));
    }
    return new Chain(dtype, inputs, links);
  }

  private int operand(int link, List<Boolean> inputs) {
    return link > 0 && samples.random.nextBoolean()
        ? samples.random.nextInt(link)
        : ~samples.random.nextInt(inputs.size());
  }

  /// @param runs of the compiled one
  private void assertCompiledIsTheSame(Chain chain, int runs) {
    Object[] inputs = new Object[chain.inputs().size()];
    Arrays.setAll(inputs, k -> samples.bits(chain.dtype(), SIZE));
    InnerLoop plain = new ChainLoop(chain);
    InnerLoop compiled = CompiledChain.of(chain);
    TwinLoop twin = new TwinLoop(plain, () -> compiled, chain.dtype());
    for (int count : new int[] {SIZE, SIZE - 100, 17, 3}) {
      Object[] expected = arrays(chain, inputs);
      plain.run(expected, offsets(chain), strides(chain), count);
      Object[] actual = arrays(chain, inputs);
      for (int i = 0; i < runs; i++) {
        twin.runInVectors(compiled, actual, offsets(chain), strides(chain), count);
      }
      for (int k = 0; k < chain.links().size(); k++) {
        if (chain.isUsed(k)) assertSameElements(expected[k], actual[k], chain);
      }
    }
  }

  private static Object[] arrays(Chain chain, Object[] inputs) {
    Object[] arrays = new Object[chain.places()];
    for (int k = 0; k < chain.links().size(); k++) {
      arrays[k] = Elements.of(chain.dtype()).allocate(SIZE + k);
    }
    System.arraycopy(inputs, 0, arrays, chain.links().size(), inputs.length);
    return arrays;
  }

  /// Every result starts somewhere else.
  private static int[] offsets(Chain chain) {
    int[] offsets = new int[chain.places()];
    for (int k = 0; k < chain.links().size(); k++) offsets[k] = k;
    return offsets;
  }

  private static int[] strides(Chain chain) {
    int[] strides = new int[chain.places()];
    Arrays.setAll(strides, k -> chain.isRow(k) ? 1 : 0);
    return strides;
  }

  private static void assertSameElements(Object expected, Object actual, Chain chain) {
    if (expected instanceof float[] floats) {
      assertArrayEquals(floats, (float[]) actual, chain::toString);
    } else {
      assertArrayEquals((double[]) expected, (double[]) actual, chain::toString);
    }
  }
}
