/** Path of a Chromium, or undefined. */
export function findBrowser(): string | undefined;
/** Path of a Firefox, or undefined. */
export function findFirefox(): string | undefined;
export function browserFlags(): string[];
