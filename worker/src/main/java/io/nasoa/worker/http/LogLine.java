package io.nasoa.worker.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line about a task.
 *
 * @param time when it was written; null for metrics, which hold no times
 * @param source {@code ledger}, {@code metrics} or {@code log}
 * @param text what it says
 */
@JsonPropertyOrder({"time", "source", "text"})
public record LogLine(@Nullable Instant time, String source, String text) {}
