package io.nasoa.worker.temporal;

import java.time.Clock;

/**
 * What a process works on beside tasks. Thread-safe.
 *
 * @param searches its searches
 * @param builds its builds of the zoo
 * @param tables its fine-tuning tables
 * @param hpo its searches for hyper-parameters
 * @param comparisons its side-by-side comparisons
 */
public record LongWork(
    SearchService searches,
    RegistrationService builds,
    TableService tables,
    HpoService hpo,
    ComparisonService comparisons) {
  /** The long work of a session whose workers know it. */
  static LongWork of(
      LongWorkStores stores,
      WorkerActivities activities,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    ComparisonService comparisons =
        new ComparisonService(
            stores.comparisons(),
            activities.comparisonRecords().orElseThrow(),
            settings,
            session,
            claiming,
            clock);
    return new LongWork(
        new SearchService(
            stores.searches(),
            activities.searchRecords().orElseThrow(),
            settings,
            session,
            claiming,
            clock),
        new RegistrationService(
            stores.builds(),
            activities.registrationRecords().orElseThrow(),
            settings,
            session,
            claiming,
            clock),
        new TableService(
            stores.tables(),
            activities.tableRecords().orElseThrow(),
            settings,
            session,
            claiming,
            clock),
        new HpoService(
            stores.hpo(),
            activities.hpoRecords().orElseThrow(),
            id -> comparisons.leaderOf(id).isPresent(),
            settings,
            session,
            claiming,
            clock),
        comparisons);
  }

  /**
   * Goes on with a search for hyper-parameters whose workflow the embedded server has lost. That
   * server tells nobody that a workflow below another one is gone: the comparison that leads it is
   * started again, behind what it has done.
   */
  void startSearchAgain(String id) {
    comparisons.leaderOf(id).ifPresentOrElse(comparisons::startAgain, () -> hpo.startAgain(id));
  }

  /** Whether none is unfinished. */
  boolean idle() {
    return searches.idle() && builds.idle() && tables.idle() && hpo.idle() && comparisons.idle();
  }

  /** Whoever waits is told that this process goes; to be called before its workers stop. */
  void end() {
    searches.end();
    builds.end();
    tables.end();
    hpo.end();
    comparisons.end();
  }

  /** Work whose workers have stopped waits for the next ones. */
  void queueAgain() {
    searches.queueAgain();
    builds.queueAgain();
    tables.queueAgain();
    hpo.queueAgain();
    comparisons.queueAgain();
  }
}
