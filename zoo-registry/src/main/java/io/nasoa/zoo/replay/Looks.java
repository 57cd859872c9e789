package io.nasoa.zoo.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** Which data sets are photographs in colour, a versioned resource. Immutable. */
public final class Looks {
  /** The version in use; others are kept for figures that were reported with them. */
  public static final int VERSION = 1;

  private final Set<String> photos;

  private Looks(Set<String> photos) {
    this.photos = Set.copyOf(photos);
  }

  /** Those of {@link #VERSION}. */
  public static Looks shipped() {
    String resource = "looks-%d.json".formatted(VERSION);
    try (InputStream in = Looks.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from the program");
      }
      Set<String> photos = new HashSet<>();
      JsonMapper.builder()
          .build()
          .readTree(in)
          .path("colourPhotos")
          .forEach(name -> photos.add(name.asText()));
      return new Looks(photos);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How a data set looks; what is not named is something else than photographs in colour.
   *
   * @param data its name, without folder and {@code .zip}
   */
  public Look of(String data) {
    return photos.contains(data) ? Look.COLOUR_PHOTO : Look.OTHER;
  }
}
