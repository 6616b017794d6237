package tocsin.acceptance.points;

/// A place in the code of a service.
///
/// @param id of the point, also the name of its fuse
/// @param service whose process it is in
/// @param type by its internal name
/// @param method of the type, or `*` for any
public record Point(
    String id, String service, String text, String type, String method, Place place) {

  /// Where in the method.
  public sealed interface Place {
    record Entry() implements Place {}

    /// Before each return, not where it throws.
    record Return() implements Place {}

    /// @param call internal name of the owner, a dot, name of the method
    record Before(String call) implements Place {}

    /// @param call internal name of the owner, a dot, name of the method
    record After(String call) implements Place {}
  }

  boolean isIn(String name) {
    return method.equals("*") || method.equals(name);
  }
}
