package io.nasoa.zoo.registry;

/**
 * What checking one entry found.
 *
 * @param name the entry
 * @param status whether it is as it was registered
 * @param subject what was checked or is wrong: the weights file's path, or the entry's row
 */
public record ZooVerification(String name, Status status, String subject) {
  /** Result of the check. */
  public enum Status {
    /** Row and weights are byte for byte what was registered. */
    OK,
    /** The weights file is not there. */
    MISSING,
    /** A byte of the weights file or of the row (its model card included) is another. */
    CHANGED
  }
}
