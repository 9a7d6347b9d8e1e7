package rivulet.kernel.cell;

/// Ends the threads of a cell that was interrupted. An `Error`, so that `catch (Exception)` lets it
/// pass; where it is caught all the same, the next check throws it again.
public final class CellStopped extends Error {
  private static final long serialVersionUID = 1;

  CellStopped() {
    super("the cell was interrupted", null, false, false);
  }
}
