package rivulet.kernel.cell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.Charset;
import javax.net.ssl.SSLSocket;

/// What woven code calls in place of Java's reads from sockets, processes and the web, which an
/// interrupt does not reach.
///
/// They throw [CellStopped] where the cell is stopped while they wait.
public final class Reads {
  private Reads() {}

  /// In place of `ServerSocket.accept`.
  public static Socket accept(ServerSocket server) throws IOException {
    return isOfJava(server)
        ? Slices.of(server::getSoTimeout, server::setSoTimeout, server::accept)
        : server.accept();
  }

  /// In place of `DatagramSocket.receive`.
  public static void receive(DatagramSocket socket, DatagramPacket packet) throws IOException {
    if (!isOfJava(socket)) {
      socket.receive(packet);
      return;
    }
    Slices.Wait<DatagramPacket> wait =
        () -> {
          socket.receive(packet);
          return packet;
        };
    var _ = Slices.of(socket::getSoTimeout, socket::setSoTimeout, wait);
  }

  /// In place of `Socket.getInputStream`. A slice may end in the middle of an encrypted record, so
  /// that those are left alone.
  public static InputStream getInputStream(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return isOfJava(socket) && !(socket instanceof SSLSocket) ? new SlicedInput(socket, in) : in;
  }

  /// In place of `Process.getInputStream`.
  public static InputStream getInputStream(Process process) {
    return ProcessOutput.of(process).stream();
  }

  /// In place of `Process.getErrorStream`.
  public static InputStream getErrorStream(Process process) {
    return ProcessOutput.ofErrors(process).stream();
  }

  /// In place of `Process.inputReader`.
  public static BufferedReader inputReader(Process process) {
    return inputReader(process, ProcessOutput.CHARSET);
  }

  /// In place of `Process.inputReader`.
  public static BufferedReader inputReader(Process process, Charset charset) {
    return ProcessOutput.of(process).reader(charset);
  }

  /// In place of `Process.errorReader`.
  public static BufferedReader errorReader(Process process) {
    return errorReader(process, ProcessOutput.CHARSET);
  }

  /// In place of `Process.errorReader`.
  public static BufferedReader errorReader(Process process, Charset charset) {
    return ProcessOutput.ofErrors(process).reader(charset);
  }

  /// In place of `URL.openStream`.
  public static InputStream openStream(URL url) throws IOException {
    return getInputStream(url.openConnection());
  }

  /// In place of `URLConnection.getInputStream`.
  public static InputStream getInputStream(URLConnection connection) throws IOException {
    return connection instanceof HttpURLConnection
        ? new AwaitedInput(AwaitedInput.await(AwaitedInput.begin(connection::getInputStream)))
        : connection.getInputStream();
  }

  /// In place of `HttpURLConnection.getResponseCode`.
  public static int getResponseCode(HttpURLConnection connection) throws IOException {
    return AwaitedInput.await(AwaitedInput.begin(connection::getResponseCode));
  }

  /// What users implement themselves may take no time limit.
  private static boolean isOfJava(Object object) {
    return object.getClass().getModule() == Object.class.getModule();
  }
}
