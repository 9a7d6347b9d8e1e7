package rivulet.array.natives;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// oneDNN's convolutions of float32.
///
/// What is made for certain sizes is kept, as making it takes longer than most runs; as many as
/// threads use it at once, and in all so many that a large network has its layers among them.
public final class OneDnnConvolution {
  private static final int MOST_KEPT = 256;

  private static final LinkedHashMap<Key, ArrayDeque<ConvolutionPlan>> FREE =
      new LinkedHashMap<>(16, 0.75f, true);

  private OneDnnConvolution() {}

  private record Key(ConvolutionMap map, ConvolutionSizes sizes) {}

  /// `y` of `x` and `w`, each from an offset on.
  ///
  /// @throws IndexOutOfBoundsException if one of them leaves its array
  public static void forward(
      ConvolutionSizes sizes, float[] x, int xo, float[] w, int wo, float[] y, int yo) {
    run(new Key(ConvolutionMap.FORWARD, sizes), x, xo, w, wo, y, yo);
  }

  /// The gradient `dx` from that of `y` and `w`, each from an offset on.
  ///
  /// @throws IndexOutOfBoundsException if one of them leaves its array
  public static void input(
      ConvolutionSizes sizes, float[] dy, int yo, float[] w, int wo, float[] dx, int xo) {
    run(new Key(ConvolutionMap.INPUT, sizes), dy, yo, w, wo, dx, xo);
  }

  /// The gradient `dw` from `x` and that of `y`, each from an offset on.
  ///
  /// @throws IndexOutOfBoundsException if one of them leaves its array
  public static void weight(
      ConvolutionSizes sizes, float[] x, int xo, float[] dy, int yo, float[] dw, int wo) {
    run(new Key(ConvolutionMap.WEIGHT, sizes), x, xo, dy, yo, dw, wo);
  }

  private static void run(Key key, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    ConvolutionPlan free = take(key);
    ConvolutionPlan plan = free == null ? new ConvolutionPlan(key.map, key.sizes) : free;
    plan.run(a, ao, b, bo, c, co);
    give(key, plan);
  }

  private static @Nullable ConvolutionPlan take(Key key) {
    synchronized (FREE) {
      ArrayDeque<ConvolutionPlan> plans = FREE.get(key);
      return plans == null ? null : plans.pollLast();
    }
  }

  private static void give(Key key, ConvolutionPlan plan) {
    synchronized (FREE) {
      FREE.computeIfAbsent(key, _ -> new ArrayDeque<>()).addLast(plan);
      if (FREE.size() > MOST_KEPT) FREE.pollFirstEntry();
    }
  }
}
