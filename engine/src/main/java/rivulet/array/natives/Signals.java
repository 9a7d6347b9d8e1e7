package rivulet.array.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// Keeps signals from the calling thread for the length of a native call.
///
/// oneDNN's kernels for products of some depth use the stack pointer as one more register. A signal
/// that a thread gets meanwhile has its frame written to where that points, into the heap of C.
/// Profilers send such signals (the flight recorder among them), so they wait here until the call
/// is over. What a thread does to itself, such as reading bad memory, is not kept.
final class Signals {
  private static final int SET_LONGS = 16;
  private static final int[] OF_THE_THREAD_ITSELF = {4, 5, 7, 8, 10, 11}; // on Linux and on macOS
  private static final boolean ARE_SENT = !Platform.HERE.system().equals("windows");
  private static final boolean MAC = Platform.HERE.system().equals("macosx");
  private static final int BLOCK = MAC ? 1 : 0;
  private static final int SET = MAC ? 3 : 2;

  private Signals() {}

  /// The function, where there are signals.
  private static final class Functions {
    @SuppressWarnings("restricted")
    private static final MethodHandle MASK =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("pthread_sigmask"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
                Linker.Option.critical(true));

    private static final MemorySegment SENT = sent();

    private static MemorySegment sent() {
      long[] set = new long[SET_LONGS];
      Arrays.fill(set, -1);
      for (int signal : OF_THE_THREAD_ITSELF) set[0] &= ~(1L << (signal - 1));
      MemorySegment memory = Arena.global().allocate(8 * SET_LONGS, 8);
      return memory.copyFrom(MemorySegment.ofArray(set));
    }
  }

  /// Holds them back.
  ///
  /// @return what [#release] wants
  static long[] hold() {
    long[] before = new long[SET_LONGS];
    if (ARE_SENT) mask(BLOCK, Functions.SENT, MemorySegment.ofArray(before));
    return before;
  }

  /// Lets them come again, those first that have been sent meanwhile.
  static void release(long[] before) {
    if (ARE_SENT) mask(SET, MemorySegment.ofArray(before), MemorySegment.NULL);
  }

  private static void mask(int how, MemorySegment set, MemorySegment before) {
    int error;
    try {
      error = (int) Functions.MASK.invokeExact(how, set, before);
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
    if (error != 0) throw new IllegalStateException("pthread_sigmask answers " + error);
  }
}
