package rivulet.kernel.magic;

/// Libraries that could not be had.
final class Unresolved extends Exception {
  private static final long serialVersionUID = 1;

  Unresolved(String message) {
    super(message);
  }
}
