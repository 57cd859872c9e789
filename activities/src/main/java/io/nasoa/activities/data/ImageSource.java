package io.nasoa.activities.data;

/** Gives the pixels of a data set's images. Thread-safe except for closing. */
interface ImageSource extends AutoCloseable {

  /**
   * One image, scaled and cropped.
   *
   * @return {@code side * side * 3} bytes in height, width, channel order
   * @throws CorruptImageException when this one image cannot be read
   */
  byte[] pixels(ImageFile image, int side) throws CorruptImageException;

  /**
   * Size of one image as it is stored, before EXIF turns it; nothing is decoded.
   *
   * @throws CorruptImageException when this one image cannot be read
   */
  ImageSize size(ImageFile image) throws CorruptImageException;

  @Override
  void close();
}
