package io.nasoa.zoo.learning;

import io.nasoa.zoo.experience.Experience.Lesson;
import io.nasoa.zoo.experience.ExperienceFixture;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.OpenStore;
import io.nasoa.zoo.store.TaskState;
import io.nasoa.zoo.store.TaskStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends runs on several threads, two of which always end the same run, until it is killed; prints
 * the number of each run that has ended.
 */
final class LearnUntilKilled {
  static final int RUNS = 60;
  private static final int THREADS = 4;

  private LearnUntilKilled() {}

  /** Arguments: the store's directory. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Database database = OpenStore.open(Path.of(arguments[0]))) {
      List<Thread> threads = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int half = thread % 2;
        threads.add(
            new Thread(
                () -> {
                  for (int run = half; run < RUNS; run += 2) {
                    if (!ended(database, run)) {
                      end(database, run);
                      System.out.println(run);
                    }
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static boolean ended(Database database, int run) {
    return new TaskStore(database)
        .find("task-" + run)
        .filter(task -> task.newestRun().state().isFinal())
        .isPresent();
  }

  /** Ends a run as the recording of its end does. */
  static void end(Database database, int run) {
    String task = "task-" + run;
    TaskStore tasks = new TaskStore(database);
    ExperienceStore experiences = new ExperienceStore(database);
    tasks.claim(task, "h" + run, "{}", OpenStore.NOW);
    tasks.finish(
        task,
        1,
        TaskState.SUCCEEDED,
        "{}",
        OpenStore.NOW,
        experiences.appending(
            ExperienceFixture.stored(
                task, ExperienceFixture.of("set" + run % 4, Lesson.WHOLE, 0.5 + 0.005 * run))));
  }
}
