package io.nasoa.worker.temporal;

import java.time.Clock;

/**
 * What a process works on beside tasks. Thread-safe.
 *
 * @param searches its searches
 * @param builds its builds of the zoo
 * @param tables its fine-tuning tables
 * @param hpo its searches for hyper-parameters
 */
public record LongWork(
    SearchService searches, RegistrationService builds, TableService tables, HpoService hpo) {
  /** The long work of a session whose workers know it. */
  static LongWork of(
      LongWorkStores stores,
      WorkerActivities activities,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
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
            settings,
            session,
            claiming,
            clock));
  }

  /** Whether none is unfinished. */
  boolean idle() {
    return searches.idle() && builds.idle() && tables.idle() && hpo.idle();
  }

  /** Whoever waits is told that this process goes; to be called before its workers stop. */
  void end() {
    searches.end();
    builds.end();
    tables.end();
    hpo.end();
  }

  /** Work whose workers have stopped waits for the next ones. */
  void queueAgain() {
    searches.queueAgain();
    builds.queueAgain();
    tables.queueAgain();
    hpo.queueAgain();
  }
}
