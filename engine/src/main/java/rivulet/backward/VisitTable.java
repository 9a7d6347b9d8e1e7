package rivulet.backward;

import org.jspecify.annotations.Nullable;

/// Finds a node's visit: an open hash of sequence numbers that keeps eight neighbours together,
/// since a graph is mostly one dense range of numbers and eight references share half a line of the
/// cache.
///
/// @param <G> what flows along the edges
final class VisitTable<G> {
  private @Nullable Visit<G>[] table = array(16);
  private int size;

  @SuppressWarnings("unchecked")
  private static <G> @Nullable Visit<G>[] array(int length) {
    return (Visit<G>[]) new Visit<?>[length];
  }

  private static int home(long number, int mask) {
    long block = (number >>> 3) * 0x9E3779B97F4A7C15L;
    return (int) (((block >>> 32) << 3) | (number & 7)) & mask;
  }

  @Nullable Visit<G> find(Node<G> node) {
    return table[slotOf(node.sequenceNumber())];
  }

  void add(Visit<G> visit) {
    if (2 * ++size > table.length) {
      grow();
    }
    table[slotOf(visit.node.sequenceNumber())] = visit;
  }

  private int slotOf(long number) {
    int mask = table.length - 1;
    int slot = home(number, mask);
    for (Visit<G> visit = table[slot];
        visit != null && visit.node.sequenceNumber() != number;
        visit = table[slot]) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    @Nullable Visit<G>[] old = table;
    table = array(4 * old.length);
    for (Visit<G> visit : old) {
      if (visit != null) {
        table[slotOf(visit.node.sequenceNumber())] = visit;
      }
    }
  }
}
