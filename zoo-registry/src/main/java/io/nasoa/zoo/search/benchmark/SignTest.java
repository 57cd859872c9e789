package io.nasoa.zoo.search.benchmark;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** The exact two-sided sign test: whether wins and losses are more uneven than a fair coin's. */
final class SignTest {
  private SignTest() {}

  /**
   * The chance of a split at least as uneven, 0 to 1; ties are left out beforehand.
   *
   * @param wins at least 0
   * @param losses at least 0
   */
  static double pValue(int wins, int losses) {
    int pairs = wins + losses;
    BigInteger tail = BigInteger.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int k = 0; k <= Math.min(wins, losses); k++) {
      tail = tail.add(ways);
      ways = ways.multiply(BigInteger.valueOf(pairs - k)).divide(BigInteger.valueOf(k + 1L));
    }
    BigDecimal both = new BigDecimal(tail.shiftLeft(1));
    BigDecimal all = new BigDecimal(BigInteger.ONE.shiftLeft(pairs));
    return Math.min(1, both.divide(all, MathContext.DECIMAL64).doubleValue());
  }
}
