package rivulet.array;

import java.util.List;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// A [Chain] link by link, each by its own loop: for as long as the [CompiledChain] is not hot, and
/// for what that one leaves.
final class ChainLoop implements InnerLoop {
  private final Chain chain;
  private final List<InnerLoop> loops;

  ChainLoop(Chain chain) {
    this.chain = chain;
    this.loops = chain.links().stream().map(link -> loop(link.op(), chain.dtype())).toList();
  }

  private static InnerLoop loop(Enum<?> op, DType dtype) {
    return op instanceof Unary unary ? Loops.fused(unary, dtype) : Loops.fused((Binary) op, dtype);
  }

  @Override
  public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
    for (int k = 0; k < loops.size(); k++) {
      List<Integer> operands = chain.links().get(k).operands();
      int[] places = new int[operands.size() + 1];
      places[0] = k;
      for (int j = 1; j < places.length; j++) places[j] = chain.place(operands.get(j - 1));
      run(loops.get(k), places, arrays, offsets, strides, count);
    }
  }

  private static void run(
      InnerLoop loop, int[] places, Object[] arrays, int[] offsets, int[] strides, int count) {
    Object[] a = new Object[places.length];
    int[] o = new int[places.length];
    int[] s = new int[places.length];
    for (int j = 0; j < places.length; j++) {
      a[j] = arrays[places[j]];
      o[j] = offsets[places[j]];
      s[j] = strides[places[j]];
    }
    loop.run(a, o, s, count);
  }
}
