package io.nasoa.zoo.planning;

/**
 * Which proposal is taken.
 *
 * @param policy whose
 * @param place of its candidate
 * @param safePlace place of the candidate that gains are counted from
 * @param reason for the user
 */
record Decision(Policy policy, int place, int safePlace, String reason) {}
