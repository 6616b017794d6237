package tocsin.classify.learn;

import java.util.ArrayList;
import java.util.List;

/// Logistic regression, with a quadratic penalty: minimises `C · Σ cᵢ · log(1 + exp(−yᵢ(x·w + b)))
/// + ½|w|²` by coordinate descent, each step towards the minimum of a quadratic bound (the second
///   derivative of the loss is at most ¼), so that it only goes down. Its weights may be kept from
///   going below 0.
///
/// @param weights by feature
record Logistic(double[] weights, double base) {
  private static final int SWEEPS = 300;
  private static final double CLOSE = 1e-4;

  /// One item's features, ascending, and their values.
  record Row(int[] features, double[] values) {}

  /// @param costs what it costs to be wrong about a row
  /// @param least below which no weight goes
  static Logistic fit(
      List<Row> rows, int features, boolean[] holds, double[] costs, double c, double least) {
    var columns = new Columns(rows, features);
    var weights = new double[features];
    var margins = new double[rows.size()];
    double base = 0;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double slope = 0;
      double bound = 0;
      for (int i = 0; i < margins.length; i++) {
        slope += c * slope(margins[i], holds[i], costs[i]);
        bound += c * costs[i] / 4;
      }
      double step = -slope / bound;
      base += step;
      for (int i = 0; i < margins.length; i++) {
        margins[i] += step;
      }
      double moved = Math.abs(step);
      for (int feature = 0; feature < features; feature++) {
        moved = Math.max(moved, columns.step(feature, weights, margins, holds, costs, c, least));
      }
      if (moved < CLOSE) {
        break;
      }
    }
    return new Logistic(weights, base);
  }

  private static double slope(double margin, boolean holds, double cost) {
    return holds ? -cost / (1 + Math.exp(margin)) : cost / (1 + Math.exp(-margin));
  }

  /// The rows by feature.
  private static final class Columns {
    private final List<List<Integer>> rows = new ArrayList<>();
    private final List<List<Double>> values = new ArrayList<>();

    Columns(List<Row> all, int features) {
      for (int i = 0; i < features; i++) {
        rows.add(new ArrayList<>());
        values.add(new ArrayList<>());
      }
      for (int row = 0; row < all.size(); row++) {
        var one = all.get(row);
        for (int i = 0; i < one.features().length; i++) {
          rows.get(one.features()[i]).add(row);
          values.get(one.features()[i]).add(one.values()[i]);
        }
      }
    }

    /// Moves one weight. @return how far
    double step(
        int feature,
        double[] weights,
        double[] margins,
        boolean[] holds,
        double[] costs,
        double c,
        double least) {
      var column = rows.get(feature);
      double slope = weights[feature];
      double bound = 1;
      for (int i = 0; i < column.size(); i++) {
        int row = column.get(i);
        double value = values.get(feature).get(i);
        slope += c * value * slope(margins[row], holds[row], costs[row]);
        bound += c * costs[row] * value * value / 4;
      }
      double before = weights[feature];
      weights[feature] = Math.max(least, before - slope / bound);
      double moved = weights[feature] - before;
      if (moved != 0) {
        for (int i = 0; i < column.size(); i++) {
          margins[column.get(i)] += moved * values.get(feature).get(i);
        }
      }
      return Math.abs(moved);
    }
  }
}
