export { installFallback } from './fallback.js';
export { createImage, imageAttributes } from './image.js';
