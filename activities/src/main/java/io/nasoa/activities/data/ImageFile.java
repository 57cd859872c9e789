package io.nasoa.activities.data;

/**
 * One image of a data set.
 *
 * @param path path relative to the data set's root, with {@code /}
 * @param label index into {@link DatasetIndex#classes()}
 */
public record ImageFile(String path, int label) {}
