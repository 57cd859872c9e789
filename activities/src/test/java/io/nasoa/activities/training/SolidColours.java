package io.nasoa.activities.training;

import io.nasoa.activities.data.ImageSet;
import java.util.SplittableRandom;

/** Noisy images of one colour a class: learned within a few steps. */
record SolidColours(int size, int side, int classes) implements ImageSet {
  @Override
  public int label(int index) {
    return index % classes;
  }

  @Override
  public void read(int index, byte[] target) {
    SplittableRandom noise = new SplittableRandom(index);
    for (int i = 0; i < target.length; i++) {
      int colour = i % 3 == label(index) % 3 ? 200 : 40;
      target[i] = (byte) (colour + noise.nextInt(-30, 31));
    }
  }
}
