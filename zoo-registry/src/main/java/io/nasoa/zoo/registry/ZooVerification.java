package io.nasoa.zoo.registry;

/**
 * What checking one entry found.
 *
 * @param name the entry
 * @param status whether it is as it was registered
 * @param subject what was checked or is wrong: the weights file's path, the entry's row, or a file
 *     that comes with the program
 */
public record ZooVerification(String name, Status status, String subject) {
  /** Result of the check. */
  public enum Status {
    /** Row and weights are byte for byte what was registered. */
    OK,
    /** The file is not there. */
    MISSING,
    /** A byte of the file or of the row (its model card included) is another. */
    CHANGED
  }
}
