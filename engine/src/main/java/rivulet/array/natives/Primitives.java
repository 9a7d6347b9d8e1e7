package rivulet.array.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// oneDNN's objects: descriptions of memory, primitives, and what they run on. Every object lives
/// as long as its arena.
final class Primitives {
  private static final int CPU = 1;
  private static final int F32 = 3;
  private static final int ANY = 1;
  private static final int MOST_DIMENSIONS = 12;
  private static final int SCRATCH_OF_CALLER = 1;

  private static final MethodHandle ENGINE_CREATE =
      of("dnnl_engine_create", ADDRESS, JAVA_INT, JAVA_LONG);
  private static final MethodHandle STREAM_CREATE =
      of("dnnl_stream_create", ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle STREAM_DESTROY = of("dnnl_stream_destroy", ADDRESS);
  private static final MethodHandle ATTR_CREATE = of("dnnl_primitive_attr_create", ADDRESS);
  private static final MethodHandle ATTR_SCRATCHPAD =
      of("dnnl_primitive_attr_set_scratchpad_mode", ADDRESS, JAVA_INT);
  private static final MethodHandle WITH_TAG =
      of("dnnl_memory_desc_create_with_tag", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle WITH_STRIDES =
      of("dnnl_memory_desc_create_with_strides", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
  private static final MethodHandle MD_DESTROY = of("dnnl_memory_desc_destroy", ADDRESS);
  private static final MethodHandle MD_EQUAL = of("dnnl_memory_desc_equal", ADDRESS, ADDRESS);
  private static final MethodHandle MD_SIZE =
      OneDnn.LIBRARY.function(
          "dnnl_memory_desc_get_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  private static final MethodHandle PD_DESTROY = of("dnnl_primitive_desc_destroy", ADDRESS);
  private static final MethodHandle PD_QUERY =
      OneDnn.LIBRARY.function(
          "dnnl_primitive_desc_query_md",
          FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle REORDER =
      of(
          "dnnl_reorder_primitive_desc_create",
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS);
  private static final MethodHandle PRIMITIVE_CREATE =
      of("dnnl_primitive_create", ADDRESS, ADDRESS);
  private static final MethodHandle PRIMITIVE_DESTROY = of("dnnl_primitive_destroy", ADDRESS);
  private static final MethodHandle EXECUTE =
      of("dnnl_primitive_execute", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
  private static final MethodHandle MEMORY_CREATE =
      of("dnnl_memory_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle MEMORY_DESTROY = of("dnnl_memory_destroy", ADDRESS);
  private static final MethodHandle MEMORY_SET =
      of("dnnl_memory_set_data_handle", ADDRESS, ADDRESS);

  private static final MemorySegment ENGINE = engine();

  private Primitives() {}

  static MethodHandle of(String name, MemoryLayout... arguments) {
    return OneDnn.LIBRARY.function(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  /// A call of a function that answers with a status.
  @FunctionalInterface
  interface Call {
    int status() throws Throwable;
  }

  /// @throws IllegalStateException if it does not succeed
  static void call(Call call) {
    int status;
    try {
      status = call.status();
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
    OneDnn.check(status);
  }

  /// A call that makes an object and writes its address.
  @FunctionalInterface
  interface Making {
    int status(MemorySegment address) throws Throwable;
  }

  @SuppressWarnings("restricted") // lengths are not known to Java: the pointers are only passed on
  static MemorySegment made(Arena arena, Making making, MethodHandle destroy) {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment address = local.allocate(ADDRESS);
      call(() -> making.status(address));
      return address.get(ADDRESS, 0).reinterpret(arena, object -> destroy(object, destroy));
    }
  }

  private static void destroy(MemorySegment object, MethodHandle destroy) {
    call(() -> (int) destroy.invokeExact(object));
  }

  private static MemorySegment engine() {
    MemorySegment address = Arena.global().allocate(ADDRESS);
    call(() -> (int) ENGINE_CREATE.invokeExact(address, CPU, 0L));
    return address.get(ADDRESS, 0);
  }

  static MemorySegment onCpu() {
    return ENGINE;
  }

  static MemorySegment stream(Arena arena) {
    return made(arena, at -> (int) STREAM_CREATE.invokeExact(at, ENGINE, 1), STREAM_DESTROY);
  }

  /// Attributes of primitives whose scratch memory the caller gives, without which a primitive
  /// could not run on two threads at once.
  static final MemorySegment ATTRIBUTES = attributes();

  private static MemorySegment attributes() {
    MemorySegment address = Arena.global().allocate(ADDRESS);
    call(() -> (int) ATTR_CREATE.invokeExact(address));
    MemorySegment attributes = address.get(ADDRESS, 0);
    call(() -> (int) ATTR_SCRATCHPAD.invokeExact(attributes, SCRATCH_OF_CALLER));
    return attributes;
  }

  /// float32 in row-major order.
  static MemorySegment plain(Arena arena, long[] sizes) {
    long[] strides = sizes.clone();
    long step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= sizes[d];
    }
    MemorySegment dims = dims(arena, sizes);
    MemorySegment steps = dims(arena, strides);
    return made(
        arena,
        at -> (int) WITH_STRIDES.invokeExact(at, sizes.length, dims, F32, steps),
        MD_DESTROY);
  }

  /// float32 in whatever order a primitive likes best.
  static MemorySegment any(Arena arena, long[] sizes) {
    MemorySegment dims = dims(arena, sizes);
    return made(
        arena, at -> (int) WITH_TAG.invokeExact(at, sizes.length, dims, F32, ANY), MD_DESTROY);
  }

  /// Sizes as the library wants them.
  static MemorySegment dims(SegmentAllocator arena, long[] sizes) {
    MemorySegment dims = arena.allocate(JAVA_LONG, MOST_DIMENSIONS);
    for (int d = 0; d < sizes.length; d++) dims.setAtIndex(JAVA_LONG, d, sizes[d]);
    return dims;
  }

  /// The description of what a primitive does.
  static MemorySegment operation(Arena arena, Making making) {
    return made(arena, making, PD_DESTROY);
  }

  /// The description of an argument that a primitive has chosen.
  static MemorySegment argument(MemorySegment operation, int query) {
    try {
      return (MemorySegment) PD_QUERY.invokeExact(operation, query, 0);
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  static boolean equal(MemorySegment left, MemorySegment right) {
    try {
      return (int) MD_EQUAL.invokeExact(left, right) != 0;
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  static long bytes(MemorySegment description) {
    try {
      return (long) MD_SIZE.invokeExact(description);
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  static MemorySegment reorder(Arena arena, MemorySegment from, MemorySegment to) {
    return operation(
        arena, at -> (int) REORDER.invokeExact(at, from, ENGINE, to, ENGINE, ATTRIBUTES));
  }

  /// A primitive of a description.
  static MemorySegment primitive(Arena arena, MemorySegment operation) {
    return made(arena, at -> (int) PRIMITIVE_CREATE.invokeExact(at, operation), PRIMITIVE_DESTROY);
  }

  /// An argument without memory yet.
  static MemorySegment memory(Arena arena, MemorySegment description) {
    return made(
        arena,
        at -> (int) MEMORY_CREATE.invokeExact(at, description, ENGINE, MemorySegment.NULL),
        MEMORY_DESTROY);
  }

  static void setData(MemorySegment memory, MemorySegment data) {
    call(() -> (int) MEMORY_SET.invokeExact(memory, data));
  }

  static void execute(
      MemorySegment primitive, MemorySegment stream, int count, MemorySegment arguments) {
    call(() -> (int) EXECUTE.invokeExact(primitive, stream, count, arguments));
  }
}
