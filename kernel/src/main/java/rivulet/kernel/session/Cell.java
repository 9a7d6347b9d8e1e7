package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.protocol.Output;

/// A cell that runs or has run: where the output of its threads goes and whom they may ask.
///
/// @param request the request that brought it
/// @param output its output
/// @param language what runs it, shows its values and helps with it
/// @param services what the session's cells share
/// @param payload what the client is to do when it has ended
/// @param mayAsk whether the client answers
record Cell(
    Request request,
    CellOutput output,
    Language language,
    Services services,
    Payload payload,
    boolean mayAsk)
    implements Surface, CellContext {
  /// The calling thread's cell, as [Surface#current] tells it.
  static @Nullable Cell current() {
    return Surface.current() instanceof Cell cell ? cell : null;
  }

  @Override
  public DisplayData render(@Nullable Object value, String... types) {
    return language.values().render(value, types);
  }

  @Override
  public Renderer renderer() {
    return language.values().renderer();
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
  ///
  /// @return its text; null where it has been shown already
  @Nullable String result(int number, Object value) {
    if (Surface.isShownId(value)) {
      return null;
    }
    Bundle bundle = Bundle.of(render(value));
    output.publish(new Output.ExecuteResult(number, bundle.data(), bundle.metadata()));
    return String.valueOf(bundle.data().get("text/plain"));
  }

  /// A value as `user_expressions` gives it.
  Map<String, Object> expression(@Nullable Object value) {
    Bundle bundle = Bundle.of(render(value));
    return Map.of("status", "ok", "data", bundle.data(), "metadata", bundle.metadata());
  }

  /// Refuses by an [IllegalStateException], since a `Scanner` would keep an [IOException] to
  /// itself.
  @Override
  public @Nullable String readLine(String prompt, boolean password) throws IOException {
    if (!mayAsk) {
      throw new IllegalStateException("this client takes no input (allow_stdin is false)");
    }
    output.finish();
    return services.stdin().ask(request, prompt, password);
  }

  @Override
  public PastCells history() {
    return services.history();
  }

  @Override
  public Map<String, Object> inspect(String code, int cursor, boolean detailed) {
    return language.assistant().inspect(code, cursor, detailed);
  }

  @Override
  public void forgetResults() {
    language.interpreter().forgetResults();
  }

  @Override
  public Comms comms() {
    return services.comms();
  }

  @Override
  public void page(DisplayData text) {
    payload.page(text);
  }

  @Override
  public void setNextInput(String text, boolean replace) {
    payload.setNextInput(text, replace);
  }

  @Override
  public void askExit(boolean keepKernel) {
    payload.askExit(keepKernel);
  }
}
