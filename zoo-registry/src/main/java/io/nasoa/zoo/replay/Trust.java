package io.nasoa.zoo.replay;

/** From what it is known how far policies can be trusted. */
enum Trust {
  /** From runs that were planned, as in a store. */
  OWN_RUNS,
  /** Besides, from tables of other groups, on which every policy's gain is known. */
  TABLES
}
