package rivulet.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which elements an advanced index names: for each position of the broadcast indices one window of
/// the dimensions that are not indexed.
final class Selection {
  private final NDArray array;
  private final Shape indexShape;
  private final int place;
  private final Shape window;
  private final int[] windowStrides;
  private final int[] starts;

  Selection(NDArray array, List<@Nullable NDArray> indices) {
    this.array = array;
    List<Integer> indexed = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int dim = 0; dim < array.rank(); dim++) {
      boolean named = dim < indices.size() && indices.get(dim) != null;
      (named ? indexed : kept).add(dim);
    }
    this.indexShape = broadcast(indices);
    this.place = adjacent(indexed) ? indexed.get(0) : 0;
    this.window = Shape.of(kept.stream().mapToInt(dim -> array.shape().size(dim)).toArray());
    this.windowStrides = kept.stream().mapToInt(array::stride).toArray();
    this.starts = starts(indices, indexed);
  }

  private static Shape broadcast(List<@Nullable NDArray> indices) {
    Shape shape = Shape.SCALAR;
    try {
      for (NDArray index : indices) if (index != null) shape = shape.broadcast(index.shape());
      return shape;
    } catch (IllegalArgumentException e) {
      String shapes =
          indices.stream()
              .flatMap(Stream::ofNullable)
              .map(index -> Arrays.toString(index.shape().toArray()))
              .collect(Collectors.joining(", "));
      throw new IndexOutOfBoundsException(
          "shape mismatch: indexing tensors could not be broadcast together with shapes " + shapes);
    }
  }

  private static boolean adjacent(List<Integer> dims) {
    return !dims.isEmpty() && dims.get(dims.size() - 1) - dims.get(0) == dims.size() - 1;
  }

  private int[] starts(List<@Nullable NDArray> indices, List<Integer> indexed) {
    int[] result = new int[indexShape.numel()];
    Arrays.fill(result, array.offset());
    for (int dim : indexed) {
      NDArray index = indices.get(dim);
      if (index != null) add(result, index.expand(indexShape).toLongs(), dim);
    }
    return result;
  }

  private void add(int[] result, long[] index, int dim) {
    int size = array.shape().size(dim);
    for (int i = 0; i < index.length; i++) {
      if (index[i] < -size || index[i] >= size) throw outOfBounds(index[i], dim, size);
      result[i] += (int) (index[i] < 0 ? index[i] + size : index[i]) * array.stride(dim);
    }
  }

  private static IndexOutOfBoundsException outOfBounds(long index, int dim, int size) {
    if (size == 0) {
      return new IndexOutOfBoundsException("index is out of bounds for dimension with size 0");
    }
    return new IndexOutOfBoundsException(
        "index %d is out of bounds for dimension %d with size %d".formatted(index, dim, size));
  }

  /// The shape of what is selected.
  Shape shape() {
    int[] sizes = new int[indexShape.rank() + window.rank()];
    int next = 0;
    for (int dim = 0; dim < place; dim++) sizes[next++] = window.size(dim);
    for (int dim = 0; dim < indexShape.rank(); dim++) sizes[next++] = indexShape.size(dim);
    for (int dim = place; dim < window.rank(); dim++) sizes[next++] = window.size(dim);
    return Shape.of(sizes);
  }

  /// Copies what is selected into an array of its shape.
  void gather(NDArray to) {
    Elements elements = Elements.of(array.dtype());
    each(
        to,
        (arrays, offsets, strides, count) ->
            elements.copy(
                arrays[0], offsets[0], strides[0], arrays[1], offsets[1], strides[1], count));
  }

  /// Writes or adds an array of its shape to what is selected.
  void scatter(NDArray from, boolean accumulate) {
    Elements elements = Elements.of(array.dtype());
    InnerLoop add = accumulate ? accumulation() : null;
    each(
        from,
        (arrays, offsets, strides, count) -> {
          if (add != null) {
            add.run(
                new Object[] {arrays[0], arrays[0], arrays[1]},
                new int[] {offsets[0], offsets[0], offsets[1]},
                new int[] {strides[0], strides[0], strides[1]},
                count);
          } else {
            elements.copy(
                arrays[1], offsets[1], strides[1], arrays[0], offsets[0], strides[0], count);
          }
        });
  }

  private InnerLoop accumulation() {
    return array.dtype() == DType.BOOL
        ? Selection::or
        : Loops.binary(Elementwise.Binary.ADD, array.dtype());
  }

  private static void or(Object[] arrays, int[] offsets, int[] strides, int count) {
    byte[] to = (byte[]) arrays[0];
    byte[] from = (byte[]) arrays[2];
    for (int i = 0; i < count; i++) {
      to[offsets[0] + i * strides[0]] |= from[offsets[2] + i * strides[2]];
    }
  }

  /// Runs a loop over every window and its place in `other`, in index order.
  private void each(NDArray other, InnerLoop loop) {
    if (other.numel() == 0) return;
    NDArray front = indexFirst(other);
    int depth = indexShape.rank();
    int[] rest = Arrays.copyOfRange(front.strides(), depth, front.rank());
    Walk walk = new Walk(window, windowStrides, rest);
    int[] places = places(other.offset(), Arrays.copyOf(front.strides(), depth));
    int[] offsets = new int[2];
    Raw.with(
        arrays -> {
          for (int i = 0; i < starts.length; i++) {
            offsets[0] = starts[i];
            offsets[1] = places[i];
            walk.run(loop, arrays, offsets);
          }
        },
        array,
        other);
  }

  /// Where each position of the index begins in an operand.
  private int[] places(int offset, int[] outer) {
    int[] places = new int[starts.length];
    int[] row = Layout.view(indexShape, outer, Shape.of(places.length));
    for (int i = 0; i < places.length; i++) {
      places[i] = row == null ? place(offset, outer, i) : offset + i * row[0];
    }
    return places;
  }

  private int place(int offset, int[] outer, int position) {
    int result = offset;
    int rest = position;
    for (int dim = outer.length - 1; dim >= 0; dim--) {
      result += rest % indexShape.size(dim) * outer[dim];
      rest /= indexShape.size(dim);
    }
    return result;
  }

  private NDArray indexFirst(NDArray other) {
    int[] order = new int[other.rank()];
    int next = 0;
    for (int dim = 0; dim < indexShape.rank(); dim++) order[next++] = place + dim;
    for (int dim = 0; dim < order.length; dim++) {
      if (dim < place || dim >= place + indexShape.rank()) order[next++] = dim;
    }
    return other.permute(order);
  }
}
