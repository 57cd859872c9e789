package io.nasoa.activities.data;

/** Images in memory whose bytes tell image, row, column and channel apart. */
record FakeImages(int size, int side, int classes) implements ImageSet {
  @Override
  public int label(int index) {
    return index % classes;
  }

  @Override
  public void read(int index, byte[] target) {
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int channel = 0; channel < 3; channel++) {
          target[(y * side + x) * 3 + channel] = (byte) value(index, y, x, channel);
        }
      }
    }
  }

  int value(int index, int y, int x, int channel) {
    return (index * 31 + y * 7 + x * 3 + channel * 50) & 0xFF;
  }
}
