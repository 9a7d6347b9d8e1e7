package rivulet.kernel.cell;

/// What `System.exit` is in a cell. An `Error`, so that `catch (Exception)` lets it pass.
final class CellExit extends Error {
  private static final long serialVersionUID = 1;

  CellExit(int status) {
    super(
        "exit("
            + status
            + ") ends the cell, not the kernel; to end the kernel, shut it down from the client");
  }
}
