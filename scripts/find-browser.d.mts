/** Types of find-browser.mjs, for the browser tests. */
export type FoundBrowser =
  | { readonly path: string; readonly remedy: null }
  | { readonly path: null; readonly remedy: string }
/** The Chromium of this machine, else the one that the package @sparticuz/chromium carries, else what to do. */
export function findBrowser(): Promise<FoundBrowser>
