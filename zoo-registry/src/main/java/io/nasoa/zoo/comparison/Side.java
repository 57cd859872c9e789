package io.nasoa.zoo.comparison;

/** Whose model it is. */
public enum Side {
  /** Found by the search. */
  ZOO,
  /** Of a published family. */
  RIVAL
}
