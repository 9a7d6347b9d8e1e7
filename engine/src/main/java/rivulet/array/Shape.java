package rivulet.array;

/// The sizes of an array's dimensions, outermost first. Immutable.
public final class Shape {
  /// No dimensions, one element.
  public static final Shape SCALAR = new Shape();

  private final int[] sizes;
  private final int numel;

  private Shape(int... sizes) {
    this.sizes = sizes;
    int product = 1;
    for (int s : sizes) product = Math.multiplyExact(product, s);
    this.numel = product;
  }

  /// A shape of these sizes, each 0 or more; the array is copied.
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  public int rank() {
    return sizes.length;
  }

  /// The size of a dimension, 0 to rank - 1.
  public int size(int dim) {
    return sizes[dim];
  }

  public int numel() {
    return numel;
  }

  public int[] toArray() {
    return sizes.clone();
  }

  /// The common shape, by PyTorch's rules.
  ///
  /// @throws IllegalArgumentException as `The size of tensor a (3) must match the size of tensor b
  ///   (2) at non-singleton dimension 0`
  public Shape broadcast(Shape other) {
    throw new UnsupportedOperationException();
  }
}
