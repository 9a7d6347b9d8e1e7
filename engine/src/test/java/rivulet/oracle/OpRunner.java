package rivulet.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;

/// Runs a case of `ops`: values, gradients, second gradients, views, in place, errors.
final class OpRunner {
  private final OpTable table = OpTable.all();

  Outcome run(JsonObject json) {
    OpTable.Entry entry = table.get(json.get("op").getAsString());
    if (entry == null) {
      return Outcome.UNMAPPED;
    }
    List<TensorData> data = data(json.getAsJsonArray("tensors"));
    List<Tensor> tensors = data.stream().map(TensorData::tensor).toList();
    Call call = prepare(json, entry, new Values(tensors));
    return json.has("error_regex")
        ? fails(call, json.get("error_regex").getAsString(), data, tensors)
        : gives(call, json, tensors);
  }

  /// A call with its arguments, still to be made.
  private record Call(OpTable.Call op, Arguments arguments) {
    Object make() {
      return op.apply(arguments);
    }
  }

  private static Call prepare(JsonObject json, OpTable.Entry entry, Values values) {
    List<@Nullable Object> args = new ArrayList<>(values.list(json.getAsJsonArray("args")));
    Map<String, @Nullable Object> kwargs = values.map(json.getAsJsonObject("kwargs"));
    if (!json.has("inplace")) {
      return new Call(entry.call(), entry.bind(args, kwargs));
    }
    OpTable.Call inPlace = entry.inPlace();
    if (inPlace == null || !(args.getFirst() instanceof Tensor target)) {
      throw new Outcome.Unmapped("in place");
    }
    args.set(0, target.clone());
    return new Call(inPlace, entry.bind(args, kwargs));
  }

  private static List<TensorData> data(JsonArray json) {
    return json.asList().stream().map(JsonElement::getAsJsonObject).map(TensorData::of).toList();
  }

  private static Outcome fails(
      Call call, String regex, List<TensorData> data, List<Tensor> tensors) {
    try {
      call.make();
    } catch (Outcome.Unmapped | Outcome.NotApplicable e) {
      throw e;
    } catch (RuntimeException e) {
      return judge(e, regex, data, tensors);
    }
    return Outcome.failed("did not throw: " + regex);
  }

  private static Outcome judge(
      RuntimeException thrown, String regex, List<TensorData> data, List<Tensor> tensors) {
    String message = String.valueOf(thrown.getMessage());
    if (!Pattern.compile(regex).matcher(message).find()) {
      return Outcome.failed("message is '" + message + "', expected '" + regex + "'");
    }
    for (int i = 0; i < data.size(); i++) {
      String changed = Closeness.EXACT.difference("input " + i, data.get(i), tensors.get(i));
      if (changed != null) {
        return Outcome.failed("changed before it threw: " + changed);
      }
    }
    return Outcome.PASS;
  }

  private static Outcome gives(Call call, JsonObject json, List<Tensor> tensors) {
    List<Tensor> outputs = Results.tensors(call.make());
    String difference = outputs(json.getAsJsonArray("outputs"), outputs);
    if (difference == null && json.has("grads")) {
      difference = new Derivatives(json, tensors).difference(outputs);
    }
    return difference == null ? Outcome.PASS : Outcome.failed(difference);
  }

  private static @Nullable String outputs(JsonArray expected, List<Tensor> outputs) {
    if (outputs.size() != expected.size()) {
      return outputs.size() + " outputs, expected " + expected.size();
    }
    for (int i = 0; i < outputs.size(); i++) {
      TensorData want = TensorData.of(expected.get(i).getAsJsonObject());
      Tensor have = outputs.get(i);
      String difference = Closeness.FIRST.difference("output " + i, want, have);
      if (difference != null) {
        return difference;
      }
      if (want.requiresGrad() != have.requiresGrad()) {
        return "output %d has requiresGrad %b".formatted(i, have.requiresGrad());
      }
    }
    return null;
  }
}
