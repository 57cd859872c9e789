package io.nasoa.activities.data;

/**
 * Size of an image.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ImageSize(int width, int height) {}
