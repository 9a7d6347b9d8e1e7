package rivulet.kernel.cell;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/// Late binding between cells. Woven code reaches the variables and methods of cells through one
/// mutable call site for each name and type; defining a name again points its sites at the new
/// definition, so methods, classes and lambdas of earlier cells see it, at full speed.
public final class Links {
  /// What a site does with a member.
  enum Kind {
    GET,
    SET,
    CALL
  }

  /// @param type the descriptor of the variable or method
  private record Member(boolean isMethod, String name, String type) {}

  private record Key(Kind kind, Member member) {}

  private static final MethodHandle REDEFINED;

  static {
    try {
      REDEFINED =
          MethodHandles.lookup()
              .findStatic(
                  Links.class,
                  "redefined",
                  MethodType.methodType(IllegalStateException.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Map<Member, CellLoader> definitions = new HashMap<>();
  private final Map<Key, WeakReference<MutableCallSite>> sites = new HashMap<>();

  /// The bootstrap method of woven code.
  public static CallSite bootstrap(
      MethodHandles.Lookup caller, String name, MethodType type, String kind) {
    CellLoader cell = (CellLoader) caller.lookupClass().getClassLoader();
    return cell.links().site(Kind.valueOf(kind), name, type);
  }

  /// From now on this member is the cell's.
  synchronized void define(boolean isMethod, String name, String type, CellLoader cell) {
    Member member = new Member(isMethod, name, type);
    definitions.put(member, cell);
    relink(member);
  }

  /// The member has another type now: what uses it as this one must be compiled again.
  synchronized void withdraw(boolean isMethod, String name, String type) {
    Member member = new Member(isMethod, name, type);
    definitions.remove(member);
    relink(member);
  }

  private void relink(Member member) {
    sites.values().removeIf(site -> site.get() == null);
    for (Kind kind : Kind.values()) {
      var reference = sites.get(new Key(kind, member));
      MutableCallSite site = reference == null ? null : reference.get();
      if (site != null) {
        site.setTarget(target(kind, member, site.type()));
        MutableCallSite.syncAll(new MutableCallSite[] {site});
      }
    }
  }

  private synchronized MutableCallSite site(Kind kind, String name, MethodType type) {
    Key key = new Key(kind, new Member(kind == Kind.CALL, name, memberType(kind, type)));
    var reference = sites.get(key);
    MutableCallSite known = reference == null ? null : reference.get();
    if (known != null && known.type().equals(type)) {
      return known;
    }
    MutableCallSite site = new MutableCallSite(target(kind, key.member(), type));
    sites.put(key, new WeakReference<>(site));
    return site;
  }

  private static String memberType(Kind kind, MethodType type) {
    return switch (kind) {
      case GET -> type.returnType().descriptorString();
      case SET -> type.parameterType(0).descriptorString();
      case CALL -> type.descriptorString();
    };
  }

  private MethodHandle target(Kind kind, Member member, MethodType type) {
    CellLoader cell = definitions.get(member);
    return cell == null ? throwing(member.name(), type) : found(kind, member, type, cell);
  }

  private static MethodHandle found(Kind kind, Member member, MethodType type, CellLoader cell) {
    try {
      Class<?> owner = cell.cellClass();
      var lookup = MethodHandles.publicLookup();
      return switch (kind) {
        case GET -> lookup.findStaticGetter(owner, member.name(), type.returnType());
        case SET -> lookup.findStaticSetter(owner, member.name(), type.parameterType(0));
        case CALL -> lookup.findStatic(owner, member.name(), type).asFixedArity();
      };
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(member.name() + " of " + cell.source().label(), e);
    }
  }

  private static MethodHandle throwing(String name, MethodType type) {
    MethodHandle make = MethodHandles.insertArguments(REDEFINED, 0, name);
    MethodHandle thrower =
        MethodHandles.throwException(type.returnType(), IllegalStateException.class);
    return MethodHandles.dropArguments(
        MethodHandles.collectArguments(thrower, 0, make), 0, type.parameterList());
  }

  @SuppressWarnings("UnusedMethod") // by REDEFINED
  private static IllegalStateException redefined(String name) {
    return new IllegalStateException(
        name + " was redefined with another type; run the cell that uses it again");
  }
}
