package rivulet.kernel.magic;

import rivulet.kernel.session.Interpreter.Outcome;

/// Code that was run on behalf of a cell failed.
final class EvaluationFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome.Failure failure;

  EvaluationFailed(Outcome.Failure failure) {
    super(failure.name() + (failure.message().isEmpty() ? "" : ": " + failure.message()));
    this.failure = failure;
  }

  /// How it failed, as the user is to see it.
  Outcome.Failure failure() {
    return failure;
  }
}
