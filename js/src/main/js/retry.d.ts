/**
 * Whether a URL of this origin that failed is worth another try, because the server was busy (429, 503); resolves when it
 * is time for it. Rejects when the server cannot be reached.
 *
 * @param url absolute
 */
export function pauseBeforeRetry(url: string): Promise<boolean>;
