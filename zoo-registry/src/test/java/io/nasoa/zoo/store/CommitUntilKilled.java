package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;

import java.nio.file.Path;

/**
 * The child of {@link StoreKillIT}: commits row after row, saying each one's number as soon as its
 * commit has returned, until it is killed or the store refuses.
 */
final class CommitUntilKilled {
  private CommitUntilKilled() {}

  /** Arguments: data directory, first number, characters of text in each row. */
  public static void main(String[] arguments) {
    String text = "x".repeat(Integer.parseInt(arguments[2]));
    // Left open on purpose: an orderly close would make rows durable that the commits did not.
    Database database = OpenStore.open(Path.of(arguments[0]));
    TaskStore tasks = new TaskStore(database);
    try {
      for (int i = Integer.parseInt(arguments[1]); ; i++) {
        tasks.claim("task-" + i, "h" + i, "{}", NOW);
        // Not finish(): its checkpoint would hide what a commit alone is worth.
        tasks.saveProgress("task-" + i, 1, TaskState.RUNNING, text, NOW);
        System.out.println(i);
        System.out.flush();
      }
    } catch (StoreException e) {
      database.close();
      System.out.println("refused: " + e.getMessage());
      System.out.flush();
    }
  }
}
