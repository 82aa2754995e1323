/** Importing this module installs the fallback on the document; it exports nothing. */
export {};
