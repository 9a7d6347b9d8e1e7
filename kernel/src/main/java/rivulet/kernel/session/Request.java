package rivulet.kernel.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.MessageTypes;
import rivulet.kernel.protocol.Sender;

/// A request being answered: it travels with the work, so that replies, outputs and questions find
/// their way from any thread.
record Request(Transport transport, Sender sender, Channel channel, Message message, Lane lane) {
  /// Answers the request.
  void reply(Content content) {
    String type = MessageTypes.replyTo(message.header().msgType());
    transport.send(channel, sender.message(message.identities(), type, parent(), content));
  }

  /// Publishes something that follows from the request.
  void publish(Content content) {
    publish(content, Map.of(), List.of());
  }

  /// Publishes something with metadata and buffers.
  void publish(Content content, Map<String, Object> metadata, List<byte[]> buffers) {
    String type = MessageTypes.nameOf(content);
    List<byte[]> topic = topic(sender, type);
    transport.send(
        Channel.IOPUB, sender.message(topic, type, parent(), content, metadata, buffers));
  }

  /// Asks the client that made the request.
  ///
  /// @return the question's message id
  String ask(Content content) {
    String type = MessageTypes.nameOf(content);
    Message question = sender.message(message.identities(), type, parent(), content);
    transport.send(Channel.STDIN, question);
    return question.header().msgId();
  }

  static List<byte[]> topic(Sender sender, String type) {
    return List.of(("kernel." + sender.session() + "." + type).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> parent() {
    return message.header().fields();
  }
}
