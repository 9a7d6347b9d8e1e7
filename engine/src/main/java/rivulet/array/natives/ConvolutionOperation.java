package rivulet.array.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The library's descriptions of a convolution's maps, in which the orders of elements are left to
/// it.
final class ConvolutionOperation {
  private static final int TRAINING = 64;
  private static final int DIRECT = 1;

  private static final MethodHandle FORWARD =
      Primitives.of(
          "dnnl_convolution_forward_primitive_desc_create",
          ADDRESS,
          ADDRESS,
          JAVA_INT,
          JAVA_INT,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS);
  private static final MethodHandle BACKWARD_DATA =
      Primitives.of(
          "dnnl_convolution_backward_data_primitive_desc_create",
          ADDRESS,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS);
  private static final MethodHandle BACKWARD_WEIGHTS =
      Primitives.of(
          "dnnl_convolution_backward_weights_primitive_desc_create",
          ADDRESS,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS);

  private final Arena arena;
  private final MemorySegment x;
  private final MemorySegment w;
  private final MemorySegment y;
  private final MemorySegment stride;
  private final MemorySegment gaps;
  private final MemorySegment before;
  private final MemorySegment after;

  ConvolutionOperation(Arena arena, ConvolutionSizes sizes) {
    this.arena = arena;
    x = Primitives.any(arena, ConvolutionMap.Role.X.sizes(sizes));
    w = Primitives.any(arena, ConvolutionMap.Role.W.sizes(sizes));
    y = Primitives.any(arena, ConvolutionMap.Role.Y.sizes(sizes));
    stride = Primitives.dims(arena, ConvolutionSizes.longs(sizes.stride()));
    gaps = Primitives.dims(arena, sizes.gaps());
    before = Primitives.dims(arena, ConvolutionSizes.longs(sizes.before()));
    after = Primitives.dims(arena, ConvolutionSizes.longs(sizes.after()));
  }

  MemorySegment of(ConvolutionMap map) {
    MemorySegment forward = Primitives.operation(arena, this::forward);
    return switch (map) {
      case FORWARD -> forward;
      case INPUT -> Primitives.operation(arena, at -> input(at, forward));
      case WEIGHT -> Primitives.operation(arena, at -> weight(at, forward));
    };
  }

  private int forward(MemorySegment at) throws Throwable {
    return (int)
        FORWARD.invokeExact(
            at,
            Primitives.onCpu(),
            TRAINING,
            DIRECT,
            x,
            w,
            MemorySegment.NULL,
            y,
            stride,
            gaps,
            before,
            after,
            Primitives.ATTRIBUTES);
  }

  private int input(MemorySegment at, MemorySegment forward) throws Throwable {
    return (int)
        BACKWARD_DATA.invokeExact(
            at,
            Primitives.onCpu(),
            DIRECT,
            x,
            w,
            y,
            stride,
            gaps,
            before,
            after,
            forward,
            Primitives.ATTRIBUTES);
  }

  private int weight(MemorySegment at, MemorySegment forward) throws Throwable {
    return (int)
        BACKWARD_WEIGHTS.invokeExact(
            at,
            Primitives.onCpu(),
            DIRECT,
            x,
            w,
            MemorySegment.NULL,
            y,
            stride,
            gaps,
            before,
            after,
            forward,
            Primitives.ATTRIBUTES);
  }
}
