package rivulet.array;

import java.lang.ref.Reference;

/// The Java arrays behind operands, for as long as a loop runs over them.
///
/// An array goes back to the pool when its [Storage] is unreachable, which a loop that holds the
/// bare array only would not prevent: so loops get their arrays here, but for those that hold their
/// operands themselves.
final class Raw {
  private Raw() {}

  /// Work on the arrays of some operands, in their order.
  @FunctionalInterface
  interface Body {
    void run(Object[] arrays);
  }

  static void with(Body body, NDArray... operands) {
    Object[] arrays = new Object[operands.length];
    try {
      for (int k = 0; k < arrays.length; k++) arrays[k] = operands[k].storage().elements();
      body.run(arrays);
    } finally {
      Reference.reachabilityFence(operands);
    }
  }
}
