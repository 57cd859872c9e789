package io.nasoa.activities.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** News of an asset. Airflow does not know one event from its repetition; {@code extra} has to. */
@JsonNaming(SnakeCaseStrategy.class)
public record AssetEvent(
    long id, long assetId, @Nullable Instant timestamp, @Nullable JsonNode extra) {}
