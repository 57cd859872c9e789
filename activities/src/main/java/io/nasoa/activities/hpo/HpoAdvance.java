package io.nasoa.activities.hpo;

import io.nasoa.baselines.hpo.Evaluation;
import io.nasoa.baselines.hpo.HpoMethod;
import io.nasoa.workflows.hpo.AdvanceHpoInput;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoEvaluation;
import io.nasoa.workflows.hpo.HpoIncumbent;
import io.nasoa.workflows.hpo.HpoOutcome;
import io.nasoa.workflows.hpo.HpoPiece;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes what has arrived, tells the method and asks it what comes next. For one advance, by one
 * thread; deterministic, so that an advance that is repeated gives the same.
 *
 * <p>The cap is a contract: an evaluation begins only if it fits behind what is known to be spent
 * and what is under way. What is known then is, as for the method's choices, what the first k -
 * parallel evaluations cost, so it does not matter which of them is told first.
 */
final class HpoAdvance {
  /** Evaluations without any room that are done with at a time: a transaction stays small. */
  private static final int MOST_WITHOUT_ROOM = 64;

  private final HpoState before;
  private final HpoRequest request;
  private final List<TrialModel> models;
  private final HpoTrials trials;
  private final NavigableMap<Integer, HpoEntry> known = new TreeMap<>();
  private final NavigableMap<Integer, HpoEntry> evaluated = new TreeMap<>();
  private final NavigableMap<Integer, HpoEntry> added = new TreeMap<>();
  private final List<HpoPiece> proposals = new ArrayList<>();
  private int prepared;
  private int handedOut;
  private int used;
  private boolean closed;

  /**
   * What an advance gives.
   *
   * @param state the search from then on
   * @param entries what is to be stored, by number
   * @param useless numbers of evaluations whose files nobody needs any more
   * @param trunks directories of trunks that have been followed further, relative to the artifact
   *     root
   */
  record Step(
      HpoState state, Map<Integer, HpoEntry> entries, List<Integer> useless, List<String> trunks) {}

  /**
   * @param models the zoo entries of the search
   * @param stored what was stored so far, by number; perhaps more than the state knows of, when an
   *     advance is repeated
   */
  HpoAdvance(HpoState before, List<TrialModel> models, Map<Integer, HpoEntry> stored) {
    this.before = before;
    this.request = before.request();
    this.models = models;
    trials = new HpoTrials(request, models);
    prepared = before.prepared();
    handedOut = before.handedOut();
    used = before.used();
    closed = before.closed();
    stored.forEach(this::know);
    before.proposals().forEach(piece -> forget(piece.number()));
  }

  private void know(int number, HpoEntry entry) {
    HpoEvaluation evaluation = entry.evaluation();
    if (evaluation != null && evaluation.number() >= handedOut) {
      return; // of an advance that is repeated now
    }
    known.put(number, entry);
    if (evaluation != null) {
      evaluated.put(evaluation.number(), entry);
    }
  }

  private void forget(int number) {
    HpoEntry entry = known.remove(number);
    if (entry != null && entry.evaluation() != null) {
      evaluated.remove(entry.evaluation().number());
    }
  }

  Step of(AdvanceHpoInput input) {
    Map<Integer, HpoOutcome> arrived = new TreeMap<>();
    input.arrived().forEach(outcome -> arrived.put(outcome.number(), outcome));
    int decidedBefore = decided();
    for (HpoPiece piece : before.proposals()) {
      HpoOutcome outcome = arrived.get(piece.number());
      if (outcome == null) {
        proposals.add(piece);
      } else {
        enter(piece, outcome);
      }
    }
    if (!before.interventionsOrNone().stop()) {
      propose();
    }
    List<AnytimeCurve.Point> curve = AnytimeCurve.of(decidedEntries());
    proposeReports(curve);
    return new Step(after(curve), added, useless(curve, decidedBefore, arrived), trunks());
  }

  private void enter(HpoPiece piece, HpoOutcome outcome) {
    Calibration calibration = outcome.calibration();
    if (calibration != null && calibration.failure() != null) {
      // Not stored: started again, the search times its steps again.
      throw new IllegalStateException("steps could not be timed: " + calibration.failure());
    }
    HpoEvaluation evaluation = piece.evaluation();
    TrialOutcome trial = outcome.trial();
    if (evaluation != null && trial != null) {
      enter(evaluation, piece.trial(), trial);
    } else {
      add(new HpoEntry(HpoEntry.SCHEMA, null, null, null, 0, outcome));
    }
  }

  private void enter(HpoEvaluation evaluation, @Nullable TrialInput trial, TrialOutcome outcome) {
    int number = HpoPiece.ofEvaluation(evaluation.number());
    add(
        new HpoEntry(
            HpoEntry.SCHEMA,
            evaluation,
            trial,
            HpoTrials.loss(outcome),
            trials.cost(evaluation, trial, outcome),
            new HpoOutcome(number, null, null, outcome, null)));
  }

  private void add(HpoEntry entry) {
    added.put(entry.outcome().number(), entry);
    know(entry.outcome().number(), entry);
  }

  // ---- what comes next

  private void propose() {
    if (prepared == HpoPiece.CALIBRATION) {
      prepared++;
      proposals.add(HpoPiece.of(trials.calibration()));
    }
    // The calibration is alone on its machine.
    if (prepared == HpoPiece.DESCRIPTION && known.containsKey(HpoPiece.CALIBRATION)) {
      prepared++;
      proposals.add(HpoPiece.of(trials.description()));
    }
    if (known.containsKey(HpoPiece.DESCRIPTION) && !closed) {
      ask();
    }
  }

  private void ask() {
    HpoMethod method = HpoMethods.of(request, trials.parameters().space(), asked(), before.used());
    int withoutRoom = 0;
    while (underWay() < request.parallel() && withoutRoom < MOST_WITHOUT_ROOM && !closed) {
      int usedBefore = method.state().used();
      Optional<Evaluation> next = method.ask();
      if (next.isEmpty()) {
        closed = method.finished();
        break;
      }
      if (!fits(next.get())) {
        closed = true;
        used = usedBefore;
        return;
      }
      withoutRoom += begin(method, trials.evaluation(next.get())) ? 0 : 1;
    }
    used = method.state().used();
  }

  /** What the method has asked for, in the order of the numbers. */
  private List<HpoMethods.Asked> asked() {
    NavigableMap<Integer, HpoMethods.Asked> asked = new TreeMap<>();
    evaluated.forEach(
        (number, entry) -> asked.put(number, new HpoMethods.Asked(of(entry), true, entry.loss())));
    for (HpoPiece piece : proposals) {
      HpoEvaluation evaluation = piece.evaluation();
      if (evaluation != null) {
        asked.put(evaluation.number(), new HpoMethods.Asked(evaluation, false, null));
      }
    }
    if (asked.size() != handedOut) {
      throw new IllegalStateException(
          "of %d evaluations that were asked for, %d are known".formatted(handedOut, asked.size()));
    }
    return List.copyOf(asked.values());
  }

  private static HpoEvaluation of(HpoEntry entry) {
    HpoEvaluation evaluation = entry.evaluation();
    if (evaluation == null) {
      throw new IllegalStateException("an entry is no evaluation");
    }
    return evaluation;
  }

  private long underWay() {
    return proposals.stream().filter(piece -> piece.evaluation() != null).count();
  }

  private boolean fits(Evaluation next) {
    double spent = trials.planned(next.budget(), next.earlierBudget());
    for (int number = 0; number < next.number(); number++) {
      HpoEntry entry = evaluated.get(number);
      HpoEvaluation evaluation = entry == null ? pending(number) : of(entry);
      boolean counts = number <= next.number() - request.parallel();
      spent +=
          counts && entry != null
              ? entry.cost()
              : trials.planned(evaluation.budget(), evaluation.earlierBudget());
    }
    return spent <= request.capSeconds();
  }

  private HpoEvaluation pending(int number) {
    return proposals.stream()
        .flatMap(piece -> Optional.ofNullable(piece.evaluation()).stream())
        .filter(evaluation -> evaluation.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("evaluation %d is lost".formatted(number)));
  }

  /** Whether a trainer has something to do for it. */
  private boolean begin(HpoMethod method, HpoEvaluation evaluation) {
    handedOut++;
    Optional<TrialInput> trial =
        trials.trial(evaluation, calibration(), description(), earlier(evaluation));
    if (trial.isPresent()) {
      proposals.add(HpoPiece.of(evaluation, trial.get()));
      return true;
    }
    String why = "too few steps fit into %.2f s".formatted(evaluation.budget());
    enter(evaluation, null, TrialOutcome.failed(why, 0));
    method.tellCrash(evaluation.number());
    return false;
  }

  private @Nullable HpoEntry earlier(HpoEvaluation evaluation) {
    return evaluated.values().stream()
        .filter(entry -> of(entry).trial() == evaluation.trial() && entry.loss() != null)
        .reduce((older, newer) -> of(newer).level() >= of(older).level() ? newer : older)
        .orElse(null);
  }

  private Calibration calibration() {
    HpoEntry entry = known.get(HpoPiece.CALIBRATION);
    Calibration found = entry == null ? null : entry.outcome().calibration();
    if (found == null) {
      throw new IllegalStateException("no step has been timed");
    }
    return found;
  }

  private TaskDescription description() {
    HpoEntry entry = known.get(HpoPiece.DESCRIPTION);
    TaskDescription found = entry == null ? null : entry.outcome().description();
    if (found == null) {
      throw new IllegalStateException("the task is not described");
    }
    return found;
  }

  // ---- incumbents

  /** How many evaluations, from the first on, are over. */
  private int decided() {
    int count = 0;
    while (evaluated.containsKey(count)) {
      count++;
    }
    return count;
  }

  /** Those that the order of the numbers has been decided for; in the end, all there are. */
  private Collection<HpoEntry> decidedEntries() {
    return before.interventionsOrNone().stop()
        ? evaluated.values()
        : evaluated.headMap(decided()).values();
  }

  /** TEST is looked at for those that SELECT has made the incumbent, and for nothing else. */
  private void proposeReports(List<AnytimeCurve.Point> curve) {
    for (AnytimeCurve.Point point : curve) {
      int number = HpoPiece.ofReport(point.evaluation().number());
      TrialInput trial = point.entry().trial();
      TrialOutcome outcome = point.entry().outcome().trial();
      boolean open =
          !known.containsKey(number)
              && proposals.stream().noneMatch(piece -> piece.number() == number);
      if (point.becameIncumbent() && open && trial != null && outcome != null) {
        String weights = outcome.weights();
        String sha256 = outcome.weightsSha256();
        if (weights != null && sha256 != null) {
          proposals.add(
              HpoPiece.of(
                  point.evaluation().number(),
                  new ReportInput(ReportInput.SCHEMA, trial, weights, sha256)));
        }
      }
    }
  }

  /** Files of those that were decided now and are no incumbents, and of those reported now. */
  private List<Integer> useless(
      List<AnytimeCurve.Point> curve, int decidedBefore, Map<Integer, HpoOutcome> arrived) {
    List<Integer> numbers = new ArrayList<>();
    for (AnytimeCurve.Point point : curve) {
      int number = point.evaluation().number();
      boolean reported = arrived.containsKey(HpoPiece.ofReport(number));
      if (reported || (number >= decidedBefore && !point.becameIncumbent())) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private List<String> trunks() {
    List<String> directories = new ArrayList<>();
    for (HpoEntry entry : added.values()) {
      TrialInput trial = entry.trial();
      TrialTrunk branch = trial == null ? null : trial.trunk();
      TrunkCheckpoint from = branch == null ? null : branch.from();
      if (from != null) {
        directories.add(from.directory());
      }
    }
    return directories;
  }

  private @Nullable HpoIncumbent incumbent(List<AnytimeCurve.Point> curve) {
    AnytimeCurve.Best best = curve.isEmpty() ? null : curve.get(curve.size() - 1).incumbent();
    if (best == null) {
      return null;
    }
    HpoEvaluation evaluation = best.evaluation();
    HpoEntry report = known.get(HpoPiece.ofReport(evaluation.number()));
    ReportOutcome told = report == null ? null : report.outcome().report();
    return new HpoIncumbent(
        evaluation.number(),
        evaluation.trial(),
        evaluation.budget(),
        best.spentSeconds(),
        best.selectAccuracy(),
        told == null ? null : told.testAccuracy(),
        evaluation.configuration());
  }

  private HpoState after(List<AnytimeCurve.Point> curve) {
    return new HpoState(
        before.schema(),
        request,
        before.run(),
        before.submittedAtMillis(),
        models,
        proposals,
        prepared,
        handedOut,
        used,
        evaluated.size(),
        (int) evaluated.values().stream().filter(entry -> entry.loss() == null).count(),
        evaluated.values().stream().mapToDouble(HpoEntry::cost).sum(),
        closed,
        incumbent(curve),
        before.activeMillis(),
        before.interventions());
  }
}
