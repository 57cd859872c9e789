package io.nasoa.zoo.experience;

import java.time.Instant;

/**
 * What tells an experience from all others that the store ever held.
 *
 * @param ordinal its place in the order of learning; not without gaps where some was forgotten
 * @param deployment as in {@link StoredExperience}
 * @param taskId as in {@link StoredExperience}
 * @param run as in {@link StoredExperience}
 * @param recordedAt when the store learned it, so that one that was forgotten and came back is
 *     another
 */
public record ExperienceKey(
    long ordinal, String deployment, String taskId, int run, Instant recordedAt) {}
