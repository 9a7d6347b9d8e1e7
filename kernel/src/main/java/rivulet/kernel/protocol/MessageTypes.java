package rivulet.kernel.protocol;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The specification's message types and the records that hold them.
public final class MessageTypes {
  private static final Map<String, Class<? extends Content>> BY_NAME =
      Map.ofEntries(
          Map.entry("execute_request", Execute.Request.class),
          Map.entry("execute_reply", Execute.Reply.class),
          Map.entry("kernel_info_request", KernelInfo.Request.class),
          Map.entry("kernel_info_reply", KernelInfo.Reply.class),
          Map.entry("complete_request", Complete.Request.class),
          Map.entry("complete_reply", Complete.Reply.class),
          Map.entry("inspect_request", Inspect.Request.class),
          Map.entry("inspect_reply", Inspect.Reply.class),
          Map.entry("history_request", History.Request.class),
          Map.entry("history_reply", History.Reply.class),
          Map.entry("is_complete_request", IsComplete.Request.class),
          Map.entry("is_complete_reply", IsComplete.Reply.class),
          Map.entry("comm_info_request", Comm.InfoRequest.class),
          Map.entry("comm_info_reply", Comm.InfoReply.class),
          Map.entry("comm_open", Comm.Open.class),
          Map.entry("comm_msg", Comm.Msg.class),
          Map.entry("comm_close", Comm.Close.class),
          Map.entry("connect_request", Connect.Request.class),
          Map.entry("connect_reply", Connect.Reply.class),
          Map.entry("create_subshell_request", Subshell.CreateRequest.class),
          Map.entry("create_subshell_reply", Subshell.CreateReply.class),
          Map.entry("delete_subshell_request", Subshell.DeleteRequest.class),
          Map.entry("delete_subshell_reply", Subshell.DeleteReply.class),
          Map.entry("list_subshell_request", Subshell.ListRequest.class),
          Map.entry("list_subshell_reply", Subshell.ListReply.class),
          Map.entry("usage_request", Usage.Request.class),
          Map.entry("usage_reply", Usage.Reply.class),
          Map.entry("interrupt_request", Control.InterruptRequest.class),
          Map.entry("interrupt_reply", Control.InterruptReply.class),
          Map.entry("shutdown_request", Control.ShutdownRequest.class),
          Map.entry("shutdown_reply", Control.ShutdownReply.class),
          Map.entry("input_request", Input.Request.class),
          Map.entry("input_reply", Input.Reply.class),
          Map.entry("status", Output.Status.class),
          Map.entry("stream", Output.Stream.class),
          Map.entry("execute_input", Output.ExecuteInput.class),
          Map.entry("execute_result", Output.ExecuteResult.class),
          Map.entry("display_data", Output.DisplayData.class),
          Map.entry("update_display_data", Output.UpdateDisplayData.class),
          Map.entry("error", Output.Failure.class),
          Map.entry("clear_output", Output.ClearOutput.class),
          Map.entry("iopub_welcome", Output.Welcome.class));

  private static final Map<Class<? extends Content>, String> BY_CLASS =
      BY_NAME.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private MessageTypes() {}

  /// The name of a content's type.
  ///
  /// @throws IllegalArgumentException if it has none
  public static String nameOf(Content content) {
    String name = BY_CLASS.get(content.getClass());
    if (name == null) {
      throw new IllegalArgumentException("no message type of its own: " + content.getClass());
    }
    return name;
  }

  /// The type of the reply to a request: `x_request` is answered by `x_reply`.
  public static String replyTo(String request) {
    return request.replaceFirst("_request$", "") + "_reply";
  }

  static @Nullable Class<? extends Content> named(String name) {
    return BY_NAME.get(name);
  }
}
