package rivulet.backward;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The work a branch has before it, earliest in the sequential order first: a binary heap.
///
/// @param <G> what flows along the edges
final class ReadyQueue<G> {
  private @Nullable Work<G>[] heap = array(4);
  private int size;

  @SuppressWarnings("unchecked")
  private static <G> @Nullable Work<G>[] array(int length) {
    return (Work<G>[]) new Work<?>[length];
  }

  int size() {
    return size;
  }

  void add(Work<G> work) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    siftUp(size++, work);
  }

  @Nullable Work<G> poll() {
    if (size == 0) {
      return null;
    }
    Work<G> first = heap[0];
    Work<G> last = heap[--size];
    heap[size] = null;
    if (size > 0 && last != null) {
      siftDown(last);
    }
    return first;
  }

  /// Takes out work that is worth another branch, late in the order; null where there is none.
  @Nullable Work<G> takeLate() {
    Work<G> last = size == 0 ? null : heap[size - 1];
    if (last == null || !last.isWorthABranch()) {
      return null;
    }
    heap[--size] = null;
    return last;
  }

  void clear() {
    Arrays.fill(heap, 0, size, null);
    size = 0;
  }

  private void siftUp(int start, Work<G> work) {
    int at = start;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      Work<G> above = heap[parent];
      if (above == null || above.order() <= work.order()) {
        break;
      }
      heap[at] = above;
      at = parent;
    }
    heap[at] = work;
  }

  private void siftDown(Work<G> work) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      Work<G> below = heap[child];
      Work<G> right = child + 1 < size ? heap[child + 1] : null;
      if (below == null || (right != null && right.order() < below.order())) {
        child++;
        below = right;
      }
      if (below == null || below.order() >= work.order()) {
        break;
      }
      heap[at] = below;
      at = child;
    }
    heap[at] = work;
  }
}
