package io.nasoa.zoo.replay;

/** What the images of a data set look like. */
public enum Look {
  /** Photographs in colour. */
  COLOUR_PHOTO,
  /** Grey, drawn, painted, computed or seen through an instrument. */
  OTHER
}
