/**
 * Where the build puts what browsers load. Run from its sources the gateway stands beside `dist/`; in the published
 * package it is JavaScript, and stands in it.
 */
export const BUILT = new URL(import.meta.url.endsWith('.ts') ? '../dist/' : '../../', import.meta.url);
