package io.nasoa.activities.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes over the wire and nowhere else: request bodies and the wrappings of answers. */
final class AirflowBodies {
  private AirflowBodies() {}

  /** One page of a listing. */
  interface Page<T> {
    List<T> entries();

    /** How many there are on all pages, if Airflow tells it. */
    @Nullable Integer totalEntries();
  }

  record Login(String username, String password) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record AccessToken(String accessToken) {
    AccessToken {
      Objects.requireNonNull(accessToken, "access_token is missing");
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Pause(boolean isPaused) {}

  /** Airflow wants the key {@code logical_date} even when it is null. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Trigger(
      String dagRunId, @Nullable Instant logicalDate, ObjectNode conf, @Nullable String note) {}

  record State(String state) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record TaskInstances(List<TaskInstance> taskInstances, @Nullable Integer totalEntries)
      implements Page<TaskInstance> {
    TaskInstances {
      Objects.requireNonNull(taskInstances, "task_instances is missing");
    }

    @Override
    public List<TaskInstance> entries() {
      return taskInstances;
    }
  }

  /** Only the value: the rest is what was asked for. */
  record XComEntry(@Nullable JsonNode value) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Assets(List<Asset> assets, @Nullable Integer totalEntries) implements Page<Asset> {
    Assets {
      Objects.requireNonNull(assets, "assets is missing");
    }

    @Override
    public List<Asset> entries() {
      return assets;
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record AssetEvents(List<AssetEvent> assetEvents, @Nullable Integer totalEntries)
      implements Page<AssetEvent> {
    AssetEvents {
      Objects.requireNonNull(assetEvents, "asset_events is missing");
    }

    @Override
    public List<AssetEvent> entries() {
      return assetEvents;
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record NewAssetEvent(long assetId, ObjectNode extra) {}
}
