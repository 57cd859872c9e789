package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A hyper-parameter optimiser that is asked what to evaluate and told what came out. Nothing but
 * its {@link #state()} has to be kept: a method made from it asks for what this one would.
 *
 * <p>Outcomes may be told in any order: they are used in the order of the evaluations' numbers, as
 * many of them for a choice as {@link HpoSettings#parallel} says. So what is asked for hangs on the
 * seed and the outcomes only, with any number of workers.
 *
 * <p>For use by one thread.
 */
public final class HpoMethod {
  private final HpoSettings settings;
  private final ParameterSpace space;
  private final long seed;
  private final Rungs rungs;
  private final Schedule schedule;
  private final Sampler sampler;
  private final List<Trial> trials;
  private final List<Run> runs;
  private int used;

  /** Goes on from a state. */
  public HpoMethod(HpoState state) {
    settings = state.settings();
    space = state.space();
    seed = state.seed();
    rungs = Rungs.of(settings);
    schedule = Schedule.of(settings, rungs);
    sampler = Sampler.of(settings, rungs, space, seed);
    trials = new ArrayList<>(state.trials());
    runs = new ArrayList<>(state.runs());
    used = state.used();
    for (Run run : runs) {
      if (run.level() >= rungs.size()) {
        throw new IllegalArgumentException(
            "the optimiser's state has an evaluation at level %d, there are %d"
                .formatted(run.level(), rungs.size()));
      }
    }
  }

  /**
   * The next evaluation, whose outcome is to be told.
   *
   * @return empty while outcomes have to be told first, and when the method is {@link #finished()}
   */
  public Optional<Evaluation> ask() {
    return next().map(this::begun);
  }

  /** Uses no more outcomes than needed, so that it does not matter how many are there. */
  private Optional<Job> next() {
    while (used < runs.size() - settings.parallel() + 1) {
      if (!usesOne()) {
        return Optional.empty();
      }
    }
    Optional<Job> job = schedule.next(history());
    while (job.isEmpty() && usesOne()) {
      job = schedule.next(history());
    }
    return job;
  }

  private boolean usesOne() {
    boolean there = used < runs.size() && runs.get(used).loss() != null;
    used += there ? 1 : 0;
    return there;
  }

  private History history() {
    return new History(trials, runs, used);
  }

  private Evaluation begun(Job job) {
    int trial =
        job instanceof Job.Fresh fresh ? fresh(fresh.bracket()) : ((Job.Promoted) job).trial();
    runs.add(new Run(trial, job.level(), null));
    return evaluation(runs.size() - 1);
  }

  private int fresh(int bracket) {
    int number = trials.size();
    Sampler.Sample sample =
        sampler.draw(history(), Seeds.generator(seed, Seeds.CONFIGURATION, number));
    trials.add(new Trial(sample.point(), bracket, sample.modelBased()));
    return number;
  }

  private Evaluation evaluation(int number) {
    Run run = runs.get(number);
    Trial trial = trials.get(run.trial());
    double earlier =
        runs.subList(0, number).stream()
            .filter(other -> other.trial() == run.trial())
            .mapToDouble(other -> rungs.budget(other.level()))
            .max()
            .orElse(0);
    return new Evaluation(
        number,
        run.trial(),
        trial.bracket(),
        run.level(),
        rungs.budget(run.level()),
        earlier,
        trial.modelBased(),
        trial.point());
  }

  /**
   * Takes what an evaluation found.
   *
   * @param evaluation its number
   * @param loss the lower the better; one that is not finite counts as a crash
   * @throws IllegalArgumentException if that evaluation is not waited for
   */
  public void tell(int evaluation, double loss) {
    if (evaluation < 0 || evaluation >= runs.size() || runs.get(evaluation).loss() != null) {
      throw new IllegalArgumentException(
          "evaluation %d is told, but not waited for".formatted(evaluation));
    }
    double outcome = Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    runs.set(evaluation, runs.get(evaluation).told(outcome));
  }

  /**
   * Takes that an evaluation crashed: its configuration is not promoted, and a model counts it
   * among the worst.
   *
   * @throws IllegalArgumentException if that evaluation is not waited for
   */
  public void tellCrash(int evaluation) {
    tell(evaluation, Double.POSITIVE_INFINITY);
  }

  /** The evaluations that have been asked for and not told, in the order of their numbers. */
  public List<Evaluation> pending() {
    return IntStream.range(0, runs.size())
        .filter(number -> runs.get(number).loss() == null)
        .mapToObj(this::evaluation)
        .toList();
  }

  /** Whether all is told and nothing more will be asked for. */
  public boolean finished() {
    return runs.stream().allMatch(run -> run.loss() != null) && next().isEmpty();
  }

  /**
   * The configuration with the lowest loss at the largest budget at which any evaluation has
   * succeeded, of equal ones the earliest; empty before the first success.
   */
  public Optional<Incumbent> incumbent() {
    return IntStream.range(0, runs.size())
        .boxed()
        .filter(number -> Double.isFinite(loss(number)))
        .min(
            Comparator.<Integer>comparingInt(number -> -runs.get(number).level())
                .thenComparingDouble(this::loss)
                .thenComparing(number -> number))
        .map(this::incumbent);
  }

  private double loss(int number) {
    Double loss = runs.get(number).loss();
    return loss == null ? Double.NaN : loss;
  }

  private Incumbent incumbent(int number) {
    Run run = runs.get(number);
    Point point = trials.get(run.trial()).point();
    return new Incumbent(number, run.trial(), run.level(), loss(number), point);
  }

  /** All configurations so far, in the order of their numbers. */
  public List<Trial> trials() {
    return List.copyOf(trials);
  }

  /** All evaluations so far, in the order of their numbers. */
  public List<Run> runs() {
    return List.copyOf(runs);
  }

  /** The budgets of the levels, ascending. */
  public List<Double> budgets() {
    return rungs.budgets();
  }

  /** All there is to remember. */
  public HpoState state() {
    return new HpoState(HpoState.SCHEMA, settings, space, seed, used, trials, runs);
  }
}
