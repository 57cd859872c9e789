package io.nasoa.baselines.weka;

import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.predictor.FeatureSchema;
import io.nasoa.zoo.predictor.PerformancePredictor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weka.classifiers.Classifier;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;

/**
 * A regressor that is fitted anew to all that it has seen, at the end of a call of {@link #learn}
 * when the rows are at least {@value #GROWTH} times as many as at its last fit. What is not known
 * is a missing value; what it cannot say is the mean. For use by one thread.
 */
final class WekaPredictor implements PerformancePredictor {
  static final double GROWTH = 1.2;

  private static final Logger LOG = LoggerFactory.getLogger(WekaPredictor.class);

  private final Supplier<Classifier> create;
  private final Instances rows;
  private int fittedRows;
  private @Nullable Classifier fitted;

  WekaPredictor(FeatureSchema schema, Supplier<Classifier> create) {
    this.create = create;
    ArrayList<Attribute> attributes = new ArrayList<>();
    schema.names().forEach(name -> attributes.add(new Attribute("feature " + name)));
    attributes.add(new Attribute("outcome"));
    rows = new Instances("experience", attributes, 0);
    rows.setClassIndex(schema.size());
  }

  @Override
  public double[] predict(FeatureMatrix candidates) {
    if (candidates.features() != rows.classIndex()) {
      throw new IllegalArgumentException(
          "candidates have %d features, this predictor takes %d"
              .formatted(candidates.features(), rows.classIndex()));
    }
    double[] predicted = new double[candidates.rows()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = predict(candidates.row(i));
    }
    return predicted;
  }

  private double predict(List<Double> features) {
    if (fitted == null) {
      return mean();
    }
    DenseInstance instance = instance(features, Double.NaN, 1);
    instance.setDataset(rows);
    try {
      double value = fitted.classifyInstance(instance);
      return Double.isFinite(value) ? value : mean();
    } catch (Exception e) {
      throw new IllegalStateException("Weka cannot predict: " + e.getMessage(), e);
    }
  }

  private double mean() {
    return rows.isEmpty() ? 0 : rows.meanOrMode(rows.classIndex());
  }

  @Override
  public void learn(List<Example> examples) {
    for (Example example : examples) {
      rows.add(instance(example.features(), example.target(), example.weight()));
    }
    if (!rows.isEmpty() && rows.size() >= GROWTH * fittedRows) {
      fit();
    }
  }

  /** A model that cannot be fitted to the rows leaves the earlier one in place. */
  private void fit() {
    Classifier model = create.get();
    try {
      model.buildClassifier(new Instances(rows));
      fitted = model;
    } catch (Exception e) {
      LOG.warn("{} cannot be fitted to {} rows", model.getClass().getSimpleName(), rows.size(), e);
    }
    fittedRows = rows.size();
  }

  private DenseInstance instance(List<Double> features, double outcome, double weight) {
    double[] values = new double[rows.numAttributes()];
    for (int i = 0; i < features.size(); i++) {
      values[i] = features.get(i);
    }
    values[rows.classIndex()] = outcome;
    return new DenseInstance(weight, values);
  }
}
