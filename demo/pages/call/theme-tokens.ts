/** The payments frame's properties, and the page's own that they take their values from. */
const TOKENS = {
  '--payment-color-primary': '--accent',
  '--payment-color-on-primary': '--on-accent',
  '--payment-color-background': '--surface',
  '--payment-color-surface': '--surface-raised',
  '--payment-color-text': '--ink',
  '--payment-color-muted': '--ink-soft',
  '--payment-color-line': '--line',
  '--payment-color-border': '--line-strong',
  '--payment-color-danger': '--danger',
} as const;

/** The page's colours as they are now, for the payments frame to look like a part of the page. */
export function themeTokens(): Readonly<Record<string, string>> {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(TOKENS).map(([token, source]) => [
    token,
    style.getPropertyValue(source).trim(),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
