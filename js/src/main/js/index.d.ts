export { installBackgrounds } from './background.js';
export { installFallback } from './fallback.js';
export type { FailureDetail, FallbackDetail } from './fallback.js';
export { createImage, imageAttributes } from './image.js';
export type { ImageJson } from './image.js';
export { createLoader, fetchImages } from './urls.js';
export type { FetchedImage } from './urls.js';
