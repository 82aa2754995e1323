import type { ImageJson } from './image.js';

/** What the server answers for one source. */
export interface FetchedImage extends ImageJson {
  /** As it was asked for. */
  src: string;
}

/**
 * Asks the server for the URLs of images, which it makes and signs (setting `imgproxy.public-presets`).
 *
 * @param preset a public preset
 * @param sources at most 100; a `data:image/` URL is its own answer, nobody is asked for it
 * @param options where the server answers (by default `/img/urls`; a whole URL outside browsers), and what ends the
 *   question early
 * @returns one for each source, in the same order; rejected with what the server says when it refuses, and with a
 *   TypeError for a source that no server can fetch, such as a `blob:` URL
 */
export function fetchImages(
  preset: string,
  sources: readonly string[],
  options?: { endpoint?: string; signal?: AbortSignal },
): Promise<FetchedImage[]>;

/**
 * A loader as next/image and its like want it: the smallest candidate that is as wide as asked, else the widest.
 *
 * @returns throws for a source that is not among the images
 */
export function createLoader(images: readonly FetchedImage[]): (wanted: { src: string; width: number }) => string;
