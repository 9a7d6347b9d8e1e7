package rivulet.kernel.magic;

/// A magic was not called as it has to be, or there is none of that name.
final class WrongUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongUse(String message) {
    super(message);
  }
}
