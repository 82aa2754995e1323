export { installBackgrounds } from './background.js';
export { installFallback } from './fallback.js';
export { createImage, imageAttributes } from './image.js';
export { createLoader, fetchImages } from './urls.js';
