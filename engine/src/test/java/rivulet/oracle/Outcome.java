package rivulet.oracle;

/// What became of a case: one of three words, or the reason why it failed.
record Outcome(String text) {
  static final Outcome PASS = new Outcome("pass");
  static final Outcome UNMAPPED = new Outcome("unmapped");
  static final Outcome NOT_APPLICABLE = new Outcome("not applicable");

  /// A failure, its reason on one line.
  static Outcome failed(String reason) {
    return new Outcome(reason.replaceAll("\\s+", " ").strip());
  }

  /// A failure by something thrown, with the first frame outside the standard library.
  static Outcome failed(Throwable thrown) {
    String at = "";
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith("rivulet.")) {
        at = " at " + frame;
        break;
      }
    }
    return failed("threw " + thrown + at);
  }

  boolean isFailure() {
    return !equals(PASS) && !equals(UNMAPPED) && !equals(NOT_APPLICABLE);
  }

  /// Ends a case for which Java has nothing yet.
  static final class Unmapped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unmapped(String what) {
      super(what);
    }
  }

  /// Ends a case that no Java call can express: no overload takes arguments of these kinds.
  static final class NotApplicable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotApplicable(String why) {
      super(why);
    }
  }
}
