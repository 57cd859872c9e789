package io.nasoa.activities.registration;

import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.FileHash;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.Failures;
import io.nasoa.activities.work.KeptWork;
import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.registration.MeasureInput;
import io.nasoa.workflows.registration.MeasureOutcome;
import io.nasoa.workflows.registration.PretrainInput;
import io.nasoa.workflows.registration.PretrainOutcome;
import io.nasoa.workflows.registration.RegistrationActivities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;

/**
 * Trainings and measurements on the artifact root, each {@link KeptWork}. A measurement, which
 * takes minutes at most, begins anew when it was interrupted. Thread-safe.
 */
public final class RegistrationActivitiesImpl implements RegistrationActivities {
  private final Path artifactRoot;
  private final ModelEngine engine;
  private final InstantSource clock;

  /**
   * @param artifactRoot the directory that all workers share
   */
  public RegistrationActivitiesImpl(Path artifactRoot, ModelEngine engine, InstantSource clock) {
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public PretrainOutcome pretrain(PretrainInput input) {
    return Failures.mapped(() -> pretrained(input));
  }

  private PretrainOutcome pretrained(PretrainInput input) throws IOException {
    OutcomeFiles<PretrainInput, PretrainOutcome> files =
        RegistrationFiles.model(artifactRoot, input);
    String name = "model %s of build %s".formatted(input.name(), input.registrationId());
    return new KeptWork<>(name, files, PretrainOutcome::failed, clock)
        .run(input, this::stillThere, (fence, control) -> train(input, files, fence, control));
  }

  /** Weights that somebody removed or changed are trained again. */
  private boolean stillThere(PretrainOutcome outcome) {
    String weights = outcome.weights();
    String card = outcome.card();
    if (weights == null || card == null) {
      return true;
    }
    try {
      return Files.isRegularFile(artifactRoot.resolve(card))
          && FileHash.sha256(artifactRoot.resolve(weights)).equals(outcome.weightsSha256());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Each attempt writes into a directory of its own, which only the outcome names: one that was
   * frozen and awakes late changes nothing that anybody reads.
   */
  private PretrainOutcome train(
      PretrainInput input,
      OutcomeFiles<PretrainInput, PretrainOutcome> files,
      Fence fence,
      TrainingControl control)
      throws IOException {
    Path output = files.directory().resolve("output-" + fence.attempt());
    ModelEngine.Pretrained found = engine.pretrain(input, files.work(), output, control);
    Path weights = output.resolve(input.name() + ".safetensors");
    Path card = output.resolve(input.name() + ".card.json");
    if (!Files.isRegularFile(weights) || !Files.isRegularFile(card)) {
      // It gave its slot back.
      return PretrainOutcome.failed("wrote no weights", found.seconds());
    }
    return new PretrainOutcome(
        PretrainOutcome.SCHEMA,
        found.accuracy(),
        relative(weights),
        FileHash.sha256(weights),
        relative(card),
        found.classes(),
        found.device(),
        found.seconds(),
        null);
  }

  private String relative(Path file) {
    return artifactRoot.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public MeasureOutcome measure(MeasureInput input) {
    return Failures.mapped(() -> measured(input));
  }

  private MeasureOutcome measured(MeasureInput input) throws IOException {
    return new KeptWork<>(
            "the measurement of build " + input.registrationId(),
            RegistrationFiles.measurement(artifactRoot, input),
            (sentence, seconds) -> MeasureOutcome.failed(sentence),
            clock)
        .run(
            input,
            known -> known.failure() == null,
            (fence, control) -> {
              ModelEngine.Measured found = engine.measure(input, () -> leaveIfAsked(control));
              return new MeasureOutcome(
                  MeasureOutcome.SCHEMA, found.models(), found.device(), null);
            });
  }

  private static void leaveIfAsked(TrainingControl control) {
    if (control.beforeStep(0, 0) == TrainingControl.Decision.YIELD) {
      throw new CancellationException("the measurement is not wanted any more");
    }
  }
}
