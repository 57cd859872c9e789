package io.nasoa.workflows.registration;

import io.temporal.activity.Activity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A store, a zoo and a trainer in memory; a model named {@code bad} diverges. */
final class FakeRegistrationWorkers
    implements RegistrationActivities, RegistrationRecordActivities {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final List<String> data = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean held;

  /** Trainings go on until they are cancelled or released. */
  void hold(boolean holding) {
    held = holding;
  }

  void await(String call, int times) throws InterruptedException {
    while (calls.stream().filter(it -> it.startsWith(call)).count() < times) {
      Thread.sleep(10);
    }
  }

  @Override
  public PretrainOutcome pretrain(PretrainInput input) {
    calls.add("pretrain " + input.name());
    data.add(input.data());
    while (held) {
      try {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
    return input.name().startsWith("bad")
        ? PretrainOutcome.failed("diverged", 1)
        : RegistrationSamples.pretrained();
  }

  @Override
  public MeasureOutcome measure(MeasureInput input) {
    calls.add("measure " + input.subjects().stream().map(MeasureInput.Subject::name).toList());
    return new MeasureOutcome(
        1,
        input.subjects().stream()
            .map(it -> new MeasuredModel(it.name(), List.of(0.04, 0.02), 1.25, 0.0005, 4096))
            .toList(),
        "cpu",
        null);
  }

  @Override
  public RegisterOutcome register(RegisterInput input) {
    calls.add("register " + input.model().name());
    return new RegisterOutcome(1, true, null);
  }

  @Override
  public void saveState(RegistrationState state) {
    calls.add("saveState");
  }

  @Override
  public RegistrationResult finish(FinishRegistrationInput input) {
    calls.add("finish " + input.state());
    return input.toResult();
  }
}
