package io.nasoa.activities.data;

/** Images decoded from the files of a folder or zip. */
final class FileImages implements ImageSource {
  private final FileTree tree;
  private final ImageDecoder decoder;

  FileImages(FileTree tree, ImageDecoder decoder) {
    this.tree = tree;
    this.decoder = decoder;
  }

  @Override
  public byte[] pixels(ImageFile image, int side) throws CorruptImageException {
    return decoder.decode(tree.read(image.path()), side);
  }

  @Override
  public ImageSize size(ImageFile image) throws CorruptImageException {
    return decoder.size(tree.read(image.path()));
  }

  @Override
  public void close() {
    tree.close();
  }
}
