// For pages whose Content-Security-Policy forbids inline code: <script type="module" src="…/auto.js"></script>
import { installFallback } from './fallback.js';

installFallback();
