package rivulet.kernel.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;
import rivulet.kernel.session.PastCells.PastCell;

/// The history in SQLite, with the tables of IPython's `history.sqlite`. Several kernels may have
/// the file open; it belongs to one thread of each.
final class HistoryFile implements AutoCloseable {
  /// What SQLite says of a file that is damaged, or none of its own.
  private static final List<Integer> BROKEN = List.of(11, 26);

  private static final String CELLS =
      "SELECT h.session, h.line, h.source_raw, o.output FROM history h"
          + " LEFT JOIN output_history o ON o.session = h.session AND o.line = h.line";

  private final Connection connection;
  private final int session;

  private HistoryFile(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS sessions (session integer PRIMARY KEY AUTOINCREMENT,"
              + " start timestamp, end timestamp, num_cmds integer, remark text)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS history (session integer, line integer, source text,"
              + " source_raw text, PRIMARY KEY (session, line))");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS output_history (session integer, line integer, output text,"
              + " PRIMARY KEY (session, line))");
    }
    update("INSERT INTO sessions (start) VALUES (?)", now());
    session = rows("SELECT last_insert_rowid(), 0, '', NULL", List.of()).getFirst().session();
  }

  /// Opens the file and begins a session. A file that is damaged is put aside.
  static HistoryFile open(Path file) throws Exception {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      return connect("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      if (!BROKEN.contains(e.getErrorCode())) {
        throw e;
      }
      Path aside = file.resolveSibling("broken-" + file.getFileName());
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return connect("jdbc:sqlite:" + file);
    }
  }

  /// A history that is forgotten with this process.
  static HistoryFile inMemory() throws SQLException {
    return connect("jdbc:sqlite::memory:");
  }

  /// Not through the driver manager: that knows only the drivers that whoever asked first could
  /// see.
  private static HistoryFile connect(String url) throws SQLException {
    SQLiteDataSource file = new SQLiteDataSource();
    file.setUrl(url);
    Connection connection = file.getConnection(); // waits 3 s for other kernels
    try {
      return new HistoryFile(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  int session() {
    return session;
  }

  void addInput(int line, String text) throws SQLException {
    update("INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?)", session, line, text, text);
  }

  void addOutput(int line, String text) throws SQLException {
    update("INSERT OR REPLACE INTO output_history VALUES (?, ?, ?)", session, line, text);
  }

  List<PastCell> tail(int count) throws SQLException {
    return rows(
            CELLS + " ORDER BY h.session DESC, h.line DESC LIMIT ?", List.of(Math.max(count, 0)))
        .reversed();
  }

  List<PastCell> range(int wanted, int start, @Nullable Integer stop) throws SQLException {
    int number = wanted <= 0 ? session + wanted : wanted;
    List<PastCell> all = rows(CELLS + " WHERE h.session = ? ORDER BY h.line", List.of(number));
    int end = all.isEmpty() ? 0 : all.getLast().line() + 1;
    int first = start < 0 ? end + start : start;
    int last = stop == null ? end : stop < 0 ? end + stop : stop;
    return all.stream()
        .filter(cell -> cell.line() >= first && cell.line() < last)
        .map(cell -> wanted == 0 ? new PastCell(0, cell.line(), cell.input(), cell.output()) : cell)
        .toList();
  }

  List<PastCell> search(String pattern, @Nullable Integer count, boolean unique)
      throws SQLException {
    String group =
        unique
            ? " AND h.rowid = (SELECT max(rowid) FROM history WHERE source_raw = h.source_raw)"
            : "";
    String order = " ORDER BY h.session DESC, h.line DESC LIMIT ?";
    return rows(
            CELLS + " WHERE h.source_raw GLOB ?" + group + order,
            List.of(pattern, count == null ? -1 : Math.max(count, 0)))
        .reversed();
  }

  @Override
  public void close() throws SQLException {
    update(
        "UPDATE sessions SET end = ?, num_cmds = (SELECT count(*) FROM history WHERE session = ?)"
            + " WHERE session = ?",
        now(),
        session,
        session);
    connection.close();
  }

  private static String now() {
    return LocalDateTime.now(ZoneId.systemDefault()).toString();
  }

  private void update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, List.of(parameters))) {
      statement.executeUpdate();
    }
  }

  private List<PastCell> rows(String sql, List<Object> parameters) throws SQLException {
    List<PastCell> rows = new ArrayList<>();
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(
            new PastCell(
                result.getInt(1), result.getInt(2), result.getString(3), result.getString(4)));
      }
    }
    return rows;
  }

  private PreparedStatement prepared(String sql, List<Object> parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
    return statement;
  }
}
