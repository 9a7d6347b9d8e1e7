package rivulet.array;

/// One pooled Java array, and how often it has been written to.
public final class Storage {
  public int version() {
    throw new UnsupportedOperationException();
  }

  public void bumpVersion() {
    throw new UnsupportedOperationException();
  }
}
