package rivulet.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages as frames: identities, `<IDS|MSG>`, signature, header, parent header, metadata,
/// content, buffers. The one place that knows JSON.
public final class Wire {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNED = 4;
  private static final TypeToken<Map<String, Object>> OBJECT = new TypeToken<>() {};

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingStrategy(field -> snakeCase(field.getName()))
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .setStrictness(Strictness.STRICT)
          .disableHtmlEscaping()
          .registerTypeAdapter(byte[].class, base64())
          .registerTypeAdapterFactory(new NullsInMaps())
          .create();

  private final Signatures signatures;

  /// The wire of one connection.
  ///
  /// @param key the connection's key; empty for no signatures
  public Wire(String key) {
    this.signatures = new Signatures(key);
  }

  /// The frames of a message; safe from any thread.
  public List<byte[]> encode(Message message) {
    List<byte[]> signed =
        List.of(
            json(message.header().fields()),
            json(message.parent()),
            json(message.metadata()),
            json(message.content()));
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signatures.sign(signed).getBytes(StandardCharsets.US_ASCII));
    frames.addAll(signed);
    frames.addAll(message.buffers());
    return frames;
  }

  /// The message in frames received.
  ///
  /// @throws MalformedMessage if there is none, or its signature is wrong or came before
  public Message decode(List<byte[]> frames) throws MalformedMessage {
    int delimiter = delimiter(frames);
    if (frames.size() < delimiter + 2 + SIGNED) {
      throw new MalformedMessage("too few frames");
    }
    List<byte[]> signed = frames.subList(delimiter + 2, delimiter + 2 + SIGNED);
    signatures.check(frames.get(delimiter + 1), signed);
    try {
      Header header = new Header(object(signed.get(0)));
      return new Message(
          List.copyOf(frames.subList(0, delimiter)),
          header,
          object(signed.get(1)),
          object(signed.get(2)),
          content(header.msgType(), signed.get(3)),
          List.copyOf(frames.subList(delimiter + 2 + SIGNED, frames.size())));
    } catch (RuntimeException e) {
      throw new MalformedMessage("not a message", e);
    }
  }

  /// The frames of a content without header, as the handshake at the start has it.
  public List<byte[]> encodeBare(Map<String, Object> content) {
    List<byte[]> signed = List.of(json(content));
    byte[] signature = signatures.sign(signed).getBytes(StandardCharsets.US_ASCII);
    return List.of(DELIMITER, signature, signed.getFirst());
  }

  /// The content in frames that have no header.
  ///
  /// @throws MalformedMessage if there is none, or its signature is wrong or came before
  public Map<String, Object> decodeBare(List<byte[]> frames) throws MalformedMessage {
    int delimiter = delimiter(frames);
    if (frames.size() < delimiter + 3) {
      throw new MalformedMessage("too few frames");
    }
    List<byte[]> signed = frames.subList(delimiter + 2, delimiter + 3);
    signatures.check(frames.get(delimiter + 1), signed);
    try {
      return object(signed.getFirst());
    } catch (RuntimeException e) {
      throw new MalformedMessage("not an object", e);
    }
  }

  /// An object of the base library as JSON's own kinds: maps, lists, strings, numbers, booleans.
  public static Map<String, Object> tree(Object value) {
    return read(GSON.toJson(value));
  }

  /// A JSON text as JSON's own kinds.
  ///
  /// @throws RuntimeException if it is no JSON
  public static Object parse(String json) {
    return GSON.fromJson(json, Object.class);
  }

  /// A tree of maps, lists, strings, numbers and booleans as JSON text.
  public static String write(Object tree) {
    return GSON.toJson(tree);
  }

  private static int delimiter(List<byte[]> frames) throws MalformedMessage {
    for (int i = 0; i < frames.size(); i++) {
      if (Arrays.equals(frames.get(i), DELIMITER)) {
        return i;
      }
    }
    throw new MalformedMessage("no delimiter");
  }

  private static Content content(String type, byte[] frame) {
    Class<? extends Content> kind = MessageTypes.named(type);
    if (kind == null) {
      return new Content.Unknown(object(frame));
    }
    Content content = GSON.fromJson(text(frame), kind);
    if (content == null) {
      throw new IllegalArgumentException("null in place of the content");
    }
    return content;
  }

  private static Map<String, Object> object(byte[] frame) {
    return read(text(frame));
  }

  private static Map<String, Object> read(String json) {
    Map<String, Object> object = GSON.fromJson(json, OBJECT);
    if (object == null) {
      throw new IllegalArgumentException("null in place of an object");
    }
    return object;
  }

  private static byte[] json(Object value) {
    Object body = value instanceof Content.Unknown unknown ? unknown.fields() : value;
    return GSON.toJson(body).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }

  private static JsonSerializer<byte[]> base64() {
    return (bytes, type, context) -> new JsonPrimitive(Base64.getEncoder().encodeToString(bytes));
  }

  /// A null in a map is something that was said; a record's is a field that is not there.
  private static final class NullsInMaps implements TypeAdapterFactory {
    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      if (!Map.class.isAssignableFrom(type.getRawType())) {
        return null;
      }
      TypeAdapter<T> plain = gson.getDelegateAdapter(this, type);
      return new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, T map) throws IOException {
          boolean before = out.getSerializeNulls();
          out.setSerializeNulls(true);
          plain.write(out, map);
          out.setSerializeNulls(before);
        }

        @Override
        public T read(JsonReader in) throws IOException {
          return plain.read(in);
        }
      };
    }
  }

  /// The specification's spelling of a component whose own name Java keeps for itself, or allows.
  private static String snakeCase(String name) {
    return switch (name) {
      case "transientData" -> "transient";
      case "waitForNext" -> "wait";
      default -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    };
  }
}
