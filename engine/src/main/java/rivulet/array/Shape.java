package rivulet.array;

import java.util.Arrays;

/// The sizes of an array's dimensions, outermost first. Immutable.
public final class Shape {
  /// No dimensions, one element.
  public static final Shape SCALAR = new Shape();

  private final int[] sizes;
  private final int numel;
  private final int[] strides;

  private Shape(int... sizes) {
    this.sizes = sizes;
    this.numel = product(sizes);
    this.strides = Layout.contiguous(sizes);
  }

  private static int product(int[] sizes) {
    long product = 1;
    for (int size : sizes) {
      if (size == 0) return 0;
      product = product > Integer.MAX_VALUE ? product : product * size;
    }
    if (product > Integer.MAX_VALUE) throw new IllegalArgumentException(tooLarge(sizes));
    return (int) product;
  }

  private static String tooLarge(int[] sizes) {
    return "shape " + Arrays.toString(sizes) + " has more than 2147483647 elements";
  }

  /// A shape of these sizes, each 0 or more; the array is copied.
  ///
  /// @throws IllegalArgumentException if it has more elements than a Java array can hold
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /// So many dimensions of size 1.
  static Shape ones(int rank) {
    int[] sizes = new int[rank];
    Arrays.fill(sizes, 1);
    return of(sizes);
  }

  /// The number of dimensions.
  public int rank() {
    return sizes.length;
  }

  /// The size of a dimension, 0 to rank - 1.
  public int size(int dim) {
    return sizes[dim];
  }

  /// The number of elements: 1 without dimensions.
  public int numel() {
    return numel;
  }

  /// Row-major strides: shared, not to be written to.
  int[] strides() {
    return strides;
  }

  /// The sizes, in an array of the caller's own.
  public int[] toArray() {
    return sizes.clone();
  }

  /// The common shape, by PyTorch's rules.
  ///
  /// @throws IllegalArgumentException as `The size of tensor a (3) must match the size of tensor b
  ///   (2) at non-singleton dimension 0`
  public Shape broadcast(Shape other) {
    if (equals(other)) return this;
    int[] common = new int[Math.max(rank(), other.rank())];
    for (int dim = common.length - 1; dim >= 0; dim--) common[dim] = common(other, dim, common);
    return new Shape(common);
  }

  private int common(Shape other, int dim, int[] common) {
    int a = sizeFromEnd(common.length - dim);
    int b = other.sizeFromEnd(common.length - dim);
    if (a != b && a != 1 && b != 1) {
      throw new IllegalArgumentException(
          ("The size of tensor a (%d) must match the size of tensor b (%d) at non-singleton"
                  + " dimension %d")
              .formatted(a, b, dim));
    }
    return a == 1 ? b : a;
  }

  private int sizeFromEnd(int back) {
    return back > sizes.length ? 1 : sizes[sizes.length - back];
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shape shape && Arrays.equals(sizes, shape.sizes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /// As `[2, 3]`.
  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
