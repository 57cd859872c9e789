package io.nasoa.workflows.airflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A DAG run that has succeeded; also what users see of it.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param connection name of the Airflow
 * @param dag the DAG's id; null where only an asset had news
 * @param runId the run's id
 * @param url its page in Airflow's user interface
 * @param data the data that it has prepared, as a task's DATA; null when it prepares none
 * @param asset address of the asset that had news
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DagRunResult(
    int schema,
    String connection,
    @Nullable String dag,
    @Nullable String runId,
    @Nullable String url,
    @Nullable String data,
    @Nullable String asset) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** The same with an asset's news. */
  public DagRunResult withAsset(String told) {
    return new DagRunResult(schema, connection, dag, runId, url, data, told);
  }
}
