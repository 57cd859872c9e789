package io.nasoa.workflows.airflow;

import java.util.Map;

/**
 * Input of {@link AirflowActivities#tell}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param connection name of the Airflow
 * @param asset the asset's address, as a DAG of that Airflow names it
 * @param extra what is told; an event with the same is not made again
 */
public record AssetNews(int schema, String connection, String asset, Map<String, Object> extra) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
