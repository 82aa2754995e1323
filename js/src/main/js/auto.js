// For a strict Content-Security-Policy: <script type="module" src="…/auto.js"></script>
import { installFallback } from './fallback.js';

installFallback();
// A page that adds its first one later imports the module itself.
if (globalThis.document?.querySelector('[data-imgproxy-background]')) {
  import('./background.js').then((it) => it.installBackgrounds());
}
