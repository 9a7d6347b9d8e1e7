package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.display.Values;
import rivulet.kernel.protocol.Output;

/// A cell that runs or has run: where the output of its threads goes and whom they may ask.
///
/// @param request the request that brought it
/// @param output its output
/// @param values how values are shown
/// @param stdin the way to ask
/// @param mayAsk whether the client answers
record Cell(Request request, CellOutput output, Values values, Stdin stdin, boolean mayAsk)
    implements Surface {
  /// The calling thread's cell, as [Surface#current] tells it.
  static @Nullable Cell current() {
    return Surface.current() instanceof Cell cell ? cell : null;
  }

  @Override
  public DisplayData render(@Nullable Object value, String... types) {
    return values.render(value, types);
  }

  @Override
  public Renderer renderer() {
    return values.renderer();
  }

  @Override
  public void show(DisplayData shown) {
    Bundle bundle = Bundle.of(shown);
    request.transport().awaitRoom();
    output.publish(
        new Output.DisplayData(bundle.data(), bundle.metadata(), bundle.transientData()));
  }

  @Override
  public void update(DisplayData shown) {
    Bundle bundle = Bundle.of(shown);
    request.transport().awaitRoom();
    output.publish(
        new Output.UpdateDisplayData(bundle.data(), bundle.metadata(), bundle.transientData()));
  }

  @Override
  public void clear(boolean wait) {
    output.publish(new Output.ClearOutput(wait));
  }

  /// Publishes the cell's value.
  void result(int number, Object value) {
    if (Surface.isShownId(value)) {
      return;
    }
    Bundle bundle = Bundle.of(render(value));
    output.publish(new Output.ExecuteResult(number, bundle.data(), bundle.metadata()));
  }

  /// A value as `user_expressions` gives it.
  Map<String, Object> expression(@Nullable Object value) {
    Bundle bundle = Bundle.of(render(value));
    return Map.of("status", "ok", "data", bundle.data(), "metadata", bundle.metadata());
  }

  /// Asks the client for a line.
  ///
  /// @return the line without its end; null at the end of input
  /// @throws IOException if the cell is interrupted
  /// @throws IllegalStateException if the client does not answer questions; no [IOException], since
  ///   a `Scanner` would keep that to itself
  @Nullable String readLine(String prompt, boolean password) throws IOException {
    if (!mayAsk) {
      throw new IllegalStateException("this client takes no input (allow_stdin is false)");
    }
    output.finish();
    return stdin.ask(request, prompt, password);
  }
}
