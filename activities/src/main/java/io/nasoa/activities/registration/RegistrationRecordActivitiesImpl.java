package io.nasoa.activities.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nasoa.activities.record.RunRecords;
import io.nasoa.activities.training.FileHash;
import io.nasoa.activities.work.Recording;
import io.nasoa.workflows.registration.FinishRegistrationInput;
import io.nasoa.workflows.registration.RegisterInput;
import io.nasoa.workflows.registration.RegisterOutcome;
import io.nasoa.workflows.registration.RegistrationRecordActivities;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationState;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.store.RegistrationStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's and the zoo's side of a build. An unreachable store is tried again by the workflow;
 * every write may be repeated. Safe for use by many threads.
 */
public final class RegistrationRecordActivitiesImpl implements RegistrationRecordActivities {
  private static final Logger log = LoggerFactory.getLogger(RegistrationRecordActivitiesImpl.class);

  private final ModelZoo zoo;
  private final Path artifactRoot;
  private final RunRecords<RegistrationState, RegistrationResult> records;

  /**
   * @param artifactRoot the directory that all workers share; the models' files lie there
   */
  public RegistrationRecordActivitiesImpl(
      RegistrationStore builds, ModelZoo zoo, Path artifactRoot, Clock clock) {
    this.zoo = zoo;
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    records = new RunRecords<>(builds, new RegistrationDocuments(), clock, log);
  }

  @Override
  public RegisterOutcome register(RegisterInput input) {
    return Recording.stored(log, () -> registered(input));
  }

  private RegisterOutcome registered(RegisterInput input) {
    Path weights = artifactRoot.resolve(String.valueOf(input.pretrained().weights()));
    Path card = artifactRoot.resolve(String.valueOf(input.pretrained().card()));
    String sha256 = String.valueOf(input.pretrained().weightsSha256());
    try {
      if (!FileHash.sha256(weights).equals(sha256)) {
        return failed("%s was changed after the training".formatted(weights));
      }
      Optional<ZooEntry> known = zoo.find(input.model().name());
      if (known.isPresent() && !known.get().weightsSha256().equals(sha256)) {
        return failed(
            "the zoo has another model named '%s'; build it under another name"
                .formatted(input.model().name()));
      }
      ZooEntry entry = known.isPresent() ? known.get() : RegisteredEntry.of(input, card);
      return new RegisterOutcome(RegisterOutcome.SCHEMA, zoo.register(entry, weights), null);
    } catch (NoSuchFileException e) {
      return failed("%s was removed after the training".formatted(e.getFile()));
    } catch (JsonProcessingException e) {
      return failed("%s was changed after the training".formatted(card));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RegisterOutcome failed(String sentence) {
    return new RegisterOutcome(RegisterOutcome.SCHEMA, false, sentence);
  }

  @Override
  public void saveState(RegistrationState state) {
    records.save(state);
  }

  @Override
  public RegistrationResult finish(FinishRegistrationInput input) {
    RegistrationResult asked = input.toResult();
    RegistrationResult result = records.finish(input.build(), input.state(), asked);
    // What the models left behind is of no use once they are in the zoo; weights that the zoo
    // refused are somebody's hours.
    if (input.state() == TaskState.SUCCEEDED && asked.status().failed() == 0) {
      records.collect(
          RegistrationFiles.build(artifactRoot, input.build().request().registrationId()));
    }
    return result;
  }
}
