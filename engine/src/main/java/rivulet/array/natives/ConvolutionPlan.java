package rivulet.array.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import rivulet.array.natives.ConvolutionMap.Role;

/// One of the three maps of a convolution of certain sizes, ready to run. Not for two threads at
/// once.
final class ConvolutionPlan {
  private static final int SCRATCHPAD = 80;
  private static final int SCRATCHPAD_QUERY = 136;

  /// What the library made for this lives as long as this does.
  private final Arena arena = Arena.ofAuto();

  private final MemorySegment stream = Primitives.stream(arena);
  private final MemorySegment primitive;
  private final PrimitiveArgument left;
  private final PrimitiveArgument right;
  private final PrimitiveArgument result;
  private final MemorySegment scratch;
  private final long scratchBytes;
  private final ExecutionArguments arguments = new ExecutionArguments(arena, 4);

  ConvolutionPlan(ConvolutionMap map, ConvolutionSizes sizes) {
    OneDnn.oneThread();
    MemorySegment operation = new ConvolutionOperation(arena, sizes).of(map);
    left = argument(map.left, sizes, operation, true);
    right = argument(map.right, sizes, operation, true);
    result = argument(map.result, sizes, operation, false);
    MemorySegment description = Primitives.argument(operation, SCRATCHPAD_QUERY);
    scratch = Primitives.memory(arena, description);
    scratchBytes = Primitives.bytes(description);
    arguments.add(SCRATCHPAD, scratch);
    primitive = Primitives.primitive(arena, operation);
  }

  private PrimitiveArgument argument(
      Role role, ConvolutionSizes sizes, MemorySegment operation, boolean read) {
    MemorySegment plain = Primitives.plain(arena, role.sizes(sizes));
    MemorySegment chosen = Primitives.argument(operation, role.query);
    PrimitiveArgument argument = new PrimitiveArgument(arena, plain, chosen, read);
    arguments.add(role.argument, argument.memory);
    return argument;
  }

  /// Runs it on arrays, from offsets on.
  void run(float[] a, int ao, float[] b, int bo, float[] c, int co) {
    OneDnn.oneThread();
    long[] held = Signals.hold();
    long bytes = left.room() + right.room() + result.room() + Workspace.aligned(scratchBytes);
    try (Workspace workspace = Workspace.of(bytes)) {
      left.place(workspace);
      right.place(workspace);
      result.place(workspace);
      Primitives.setData(scratch, workspace.take(scratchBytes));
      left.read(a, ao, stream);
      right.read(b, bo, stream);
      arguments.execute(primitive, stream);
      result.write(c, co, stream);
    } finally {
      Signals.release(held);
      Reference.reachabilityFence(this);
    }
  }
}
