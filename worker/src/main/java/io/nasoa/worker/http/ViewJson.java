package io.nasoa.worker.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.tuning.PlanRationale;
import io.nasoa.workflows.tuning.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * Records as users get them: as payloads, but what is not known yet is there and null. Payloads
 * leave out what later versions added, so that recorded ones stay as they were.
 */
public final class ViewJson {
  private ViewJson() {}

  /** A mapper of its own; thread-safe unless it is configured further. */
  public static JsonMapper newMapper() {
    JsonMapper mapper = PayloadJson.newMapper();
    mapper.addMixIn(TaskResult.class, EveryField.class);
    return mapper;
  }

  /** The fields that payloads of a {@link TaskResult} may lack. */
  interface EveryField {
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable String reason();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable PlanRationale rationale();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable DagRunResult before();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable DagRunResult after();
  }
}
