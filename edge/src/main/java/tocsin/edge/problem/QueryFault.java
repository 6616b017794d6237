package tocsin.edge.problem;

import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which query parameter of a request is not what the route's method takes it for: JAX-RS says only
/// that there is one, by a 404.
final class QueryFault {
  private static final int MOST_SHOWN = 60;

  private QueryFault() {}

  /// @param method that was to answer; null where there is none
  /// @param query the parameters that were sent
  /// @return a 400 for the first of them that cannot be read; empty where all can
  static Optional<Problem> find(@Nullable Method method, Map<String, List<String>> query) {
    return method == null
        ? Optional.empty()
        : Arrays.stream(method.getParameters())
            .flatMap(parameter -> fault(parameter, query).stream())
            .findFirst();
  }

  private static Optional<Problem> fault(Parameter parameter, Map<String, List<String>> query) {
    var named = parameter.getAnnotation(QueryParam.class);
    if (named == null) {
      return Optional.empty();
    }
    return query.getOrDefault(named.value(), List.of()).stream()
        .limit(1)
        .filter(value -> !isOne(parameter.getType(), value))
        .map(value ->
            Problem.field(
                named.value(),
                "'%s' is no %s".formatted(shown(value), wanted(parameter.getType()))))
        .findFirst();
  }

  private static boolean isOne(Class<?> type, String value) {
    try {
      if (type == int.class || type == Integer.class) {
        Integer.parseInt(value);
      } else if (type == long.class || type == Long.class) {
        Long.parseLong(value);
      } else if (type == double.class || type == Double.class) {
        Double.parseDouble(value);
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String wanted(Class<?> type) {
    boolean broken = type == double.class || type == Double.class;
    return broken ? "number" : "whole number, or too large a one";
  }

  private static String shown(String value) {
    return value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "..." : value;
  }
}
