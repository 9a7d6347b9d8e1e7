package rivulet.kernel.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Sender;

/// Messages of the protocol's types, and of others, with the protocol's fields and others, in which
/// anything may stand.
final class RandomMessages {
  private static final List<String> TYPES =
      List.of(
          "execute_request",
          "complete_request",
          "inspect_request",
          "history_request",
          "is_complete_request",
          "comm_info_request",
          "comm_open",
          "comm_msg",
          "comm_close",
          "kernel_info_request",
          "connect_request",
          "interrupt_request",
          "shutdown_request",
          "create_subshell_request",
          "delete_subshell_request",
          "list_subshell_request",
          "input_reply",
          "execute_reply",
          "status",
          "stream",
          "no_such_request",
          "");

  private static final List<String> FIELDS =
      List.of(
          "code",
          "silent",
          "store_history",
          "user_expressions",
          "allow_stdin",
          "stop_on_error",
          "cursor_pos",
          "detail_level",
          "output",
          "raw",
          "hist_access_type",
          "session",
          "start",
          "stop",
          "n",
          "pattern",
          "unique",
          "comm_id",
          "target_name",
          "data",
          "restart",
          "subshell_id",
          "value",
          "other");

  /// The fields that a type has.
  private static final Map<String, List<String>> OWN =
      Map.of(
          "history_request",
          List.of(
              "output",
              "raw",
              "hist_access_type",
              "session",
              "start",
              "stop",
              "n",
              "pattern",
              "unique"),
          "comm_open",
          List.of("comm_id", "target_name", "data"),
          "comm_msg",
          List.of("comm_id", "data"),
          "comm_close",
          List.of("comm_id", "data"),
          "comm_info_request",
          List.of("target_name"),
          "execute_request",
          FIELDS.subList(0, 6),
          "complete_request",
          List.of("code", "cursor_pos"),
          "inspect_request",
          List.of("code", "cursor_pos", "detail_level"),
          "is_complete_request",
          List.of("code"));

  private static final List<String> TEXTS =
      List.of(
          "",
          "print x",
          "value 1",
          "fail x",
          "tail",
          "range",
          "search",
          "*",
          "[",
          "id",
          "[!a-",
          "%_'\"--",
          "x".repeat(10_000),
          "\u0000",
          "\ud83d",
          "\ud83d\ude00",
          "echo id",
          "open id",
          "page x",
          "input ?");

  private final Sender sender = new Sender("fuzz");
  private final Random random;

  RandomMessages(Random random) {
    this.random = random;
  }

  Message next() {
    String type = pick(TYPES);
    List<String> own = OWN.getOrDefault(type, FIELDS);
    Content content = new Content.Unknown(random.nextBoolean() ? all(own) : object(FIELDS, 2));
    Map<String, Object> parent = random.nextInt(4) > 0 ? Map.of() : object(List.of("msg_id"), 1);
    Message message = sender.message(List.of(), type, parent, content);
    if (random.nextInt(8) == 0) {
      message.header().fields().put(pick(List.of("subshell_id", "date", "username")), value(1));
    }
    List<byte[]> buffers = random.nextInt(4) > 0 ? List.of() : List.of(new byte[3], new byte[0]);
    return new Message(
        List.of(), message.header(), parent, object(List.of("x"), 1), content, buffers);
  }

  private Map<String, Object> object(List<String> names, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(names.size() + 1); i > 0; i--) {
      object.put(pick(names), value(depth));
    }
    return object;
  }

  /// The right fields, most of them.
  private Map<String, Object> all(List<String> names) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (String name : names) {
      if (random.nextInt(8) > 0) {
        object.put(name, plausible(name));
      }
    }
    return object;
  }

  /// A value that is of the field's type, more often than not.
  private Object plausible(String name) {
    return switch (random.nextInt(4) > 0 ? name : "") {
      case "code", "comm_id", "target_name", "hist_access_type", "pattern" -> pick(TEXTS);
      case "cursor_pos", "detail_level", "session", "start", "stop", "n" -> random.nextInt(20) - 10;
      case "silent", "store_history", "allow_stdin", "stop_on_error", "output", "raw", "unique" ->
          random.nextBoolean();
      case "data", "user_expressions" -> object(FIELDS, 1);
      default -> value(1);
    };
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextInt(20) - 10;
      case 2 -> random.nextLong();
      case 3 -> random.nextGaussian();
      case 4, 5 -> pick(TEXTS);
      case 6 -> object(FIELDS, depth - 1);
      default -> new ArrayList<>(List.of(value(depth - 1), value(depth - 1)));
    };
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
