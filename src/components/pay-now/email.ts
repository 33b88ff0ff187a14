/** Stripe decides; this catches what a person mistypes. At most 254 characters (RFC 5321, section 4.5.3.1.3). */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@<>()[\],;:"]+@([^\s@.<>()[\],;:"]+\.)+[^\s@.<>()[\],;:"]{2,}$/u.test(text)
  );
}
