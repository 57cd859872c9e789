package io.nasoa.workflows.registration;

/**
 * Input of {@link RegistrationRecordActivities#register}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the build
 * @param model which of its models
 * @param pretrained where its weights and its card lie
 * @param measured what it takes
 * @param measuredOn the device it was timed on
 */
public record RegisterInput(
    int schema,
    RegistrationRequest request,
    RegistrationModel model,
    PretrainOutcome pretrained,
    MeasuredModel measured,
    String measuredOn) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
