package rivulet.array;

/// One pooled Java array, and how often it has been written to.
public final class Storage {
  private final Object elements;
  private int version;

  private Storage(Object elements) {
    this.elements = elements;
  }

  static Storage allocate(DType dtype, Shape shape) {
    return new Storage(Elements.of(dtype).allocate(shape.numel()));
  }

  /// The Java array: to be touched only where its storage is kept alive, see [Walk].
  Object elements() {
    return elements;
  }

  /// How often it has been written to through a tensor.
  public int version() {
    return version;
  }

  /// Counts one more write.
  public void bumpVersion() {
    version++;
  }
}
