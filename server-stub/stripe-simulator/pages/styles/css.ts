/** Marks a template as CSS, for editors and prettier. */
export const css = String.raw;
