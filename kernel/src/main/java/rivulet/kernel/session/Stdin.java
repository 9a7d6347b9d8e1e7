package rivulet.kernel.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Input;
import rivulet.kernel.protocol.Message;

/// Questions to the client, one at a time. Only the reply that a question waits for is taken; what
/// comes late or unasked is dropped.
final class Stdin {
  private static final String END_OF_INPUT = "\u0004";

  private record Question(String id, CompletableFuture<String> line) {}

  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Question question;

  /// Asks for a line and waits.
  ///
  /// @return the line; null at the end of input
  /// @throws IOException if the wait is interrupted
  @Nullable String ask(Request request, String prompt, boolean password) throws IOException {
    try {
      asking.lockInterruptibly();
      try {
        CompletableFuture<String> line = new CompletableFuture<>();
        // The answer may come before the id is noted: an empty one takes any.
        question = new Question("", line);
        question = new Question(request.ask(new Input.Request(prompt, password)), line);
        String value = line.get();
        return value.equals(END_OF_INPUT) ? null : value;
      } finally {
        question = null;
        asking.unlock();
      }
    } catch (InterruptedException | ExecutionException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new InterruptedIOException("interrupted while it waited for input");
    }
  }

  /// A reply has come; one that names another question is stale.
  void answer(Message message, Input.Reply reply) {
    Question waiting = question;
    if (waiting != null && fits(message.parentId(), waiting.id())) {
      waiting.line().complete(reply.value());
    }
  }

  /// What ends the wait of whoever asks now, and of nobody who asks later.
  Runnable cancellation() {
    Question waiting = question;
    return waiting == null
        ? () -> {}
        : () -> waiting.line().completeExceptionally(new InterruptedException());
  }

  private static boolean fits(String answered, String asked) {
    return answered.isEmpty() || asked.isEmpty() || answered.equals(asked);
  }
}
