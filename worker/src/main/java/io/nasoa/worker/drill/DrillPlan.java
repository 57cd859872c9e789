package io.nasoa.worker.drill;

import io.nasoa.workflows.tuning.FineTuningRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a drill does.
 *
 * @param directory takes data directories, logs and the server's database
 * @param temporal the Temporal command line program whose development server is used; null for the
 *     embedded server
 * @param deployment name of the deployment
 * @param tasks length of the stream of tasks; it is repeated until all kills are done
 * @param steps training steps of each task
 * @param kills how often something is killed
 * @param seed of the moments and victims
 */
public record DrillPlan(
    Path directory,
    @Nullable Path temporal,
    String deployment,
    int tasks,
    int steps,
    int kills,
    long seed) {
  private static final List<String> FAMILIES =
      List.of("shapes", "textures", "glyphs", "blobs", "gratings", "scenes");

  public DrillPlan {
    if (tasks < 1 || steps < 1 || kills < 0) {
      throw new IllegalArgumentException(
          "a drill needs at least one task and one step, and no fewer than 0 kills; was %d, %d and %d"
              .formatted(tasks, steps, kills));
    }
  }

  /** The server's program, when the server is not the embedded one. */
  Optional<Path> server() {
    return Optional.ofNullable(temporal);
  }

  /** The stream; a round has ids of its own and the same work as every other round. */
  List<FineTuningRequest> stream(String round) {
    List<FineTuningRequest> requests = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      requests.add(request("%s-%d".formatted(round, i), i));
    }
    return requests;
  }

  private FineTuningRequest request(String id, int index) {
    String family = FAMILIES.get(index % FAMILIES.size());
    return new FineTuningRequest(
        FineTuningRequest.SCHEMA,
        id,
        deployment,
        "draw:%s:classes=3,images=120,size=32,seed=%d".formatted(family, index),
        null,
        steps,
        "nasoa-5m",
        index,
        null,
        null,
        8,
        1,
        null,
        3,
        "cpu",
        1);
  }
}
