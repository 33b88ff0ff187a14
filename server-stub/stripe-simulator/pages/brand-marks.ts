/** For either wallet: their owners' marks are not ours to draw. */
const WALLET =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16"><rect x="3.500" y="1.500" width="17" height="13" rx="2.500" fill="none" stroke="#8792a2" stroke-width="1.600"/><path d="M3.500 5.500h17" stroke="#8792a2" stroke-width="1.600"/><rect x="14" y="8" width="6.500" height="3.600" rx="1.800" fill="#8792a2"/></svg>';

/** Small marks in the manner of the card brands, 24 by 16, drawn for the simulator. */
export const BRAND_MARKS: Readonly<
  Record<
    | 'visa'
    | 'mastercard'
    | 'amex'
    | 'unknown'
    | 'cvc'
    | 'card'
    | 'link'
    | 'wallet'
    | 'google_pay'
    | 'apple_pay',
    string
  >
> = {
  visa: mark(
    '#fff',
    '<path fill="#1a3a8f" d="M10.2 5 8.9 11H7.3l1.3-6zm5.9 3.9.8-2.3.5 2.3zm1.8 2.1h1.5L18.1 5h-1.4c-.3 0-.6.2-.7.5L13.6 11h1.7l.3-.9h2zm-4.2-2c0-1.6-2.2-1.7-2.2-2.4 0-.2.2-.5.7-.5.5-.1 1 .1 1.4.3l.3-1.2c-.4-.1-.9-.3-1.5-.3-1.6 0-2.7.8-2.7 2 0 .9.8 1.4 1.4 1.7s.8.5.8.7c0 .4-.5.6-.9.6-.8 0-1.2-.2-1.6-.4l-.3 1.3c.4.2 1 .3 1.8.3 1.7 0 2.8-.8 2.8-2.1M7.900 5 5.300 11H3.600L2.300 6.200c-.1-.3-.1-.4-.4-.5C1.500 5.500.900 5.300.400 5.200V5h2.700c.3 0 .7.2.7.6l.7 3.500L6.200 5z" transform="translate(1.700)"/>',
  ),
  mastercard: mark(
    '#252525',
    '<circle cx="9" cy="8" r="5" fill="#eb001b"/><circle cx="15" cy="8" r="5" fill="#f79e1b"/><path fill="#ff5f00" d="M12 4a5 5 0 0 0 0 8 5 5 0 0 0 0-8"/>',
  ),
  amex: mark(
    '#1f72cd',
    '<text x="12" y="10.400" font-size="6.500" font-weight="700" font-family="Arial, sans-serif" text-anchor="middle" textLength="18" lengthAdjust="spacingAndGlyphs" fill="#fff">AMEX</text>',
  ),
  unknown:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16"><rect width="24" height="16" rx="2.500" fill="#8792a2"/><rect y="3" width="24" height="3.500" fill="#3c4257"/><rect x="3" y="10" width="8" height="2" rx="1" fill="#fff"/></svg>',
  cvc: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16"><rect width="24" height="16" rx="2.500" fill="#8792a2" opacity=".55"/><rect y="3" width="24" height="3" fill="#3c4257"/><rect x="11.500" y="8" width="10.500" height="6" rx="3" fill="#fff" stroke="#3c4257" stroke-width=".6"/><path fill="#3c4257" d="M14 10.200h.8v1.700h-.8zm2.300 0h.8v1.700h-.8zm2.300 0h.8v1.700h-.8z"/></svg>',
  card: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16"><rect x="3.500" y="1.500" width="17" height="13" rx="2.500" fill="none" stroke="#8792a2" stroke-width="1.600"/><path d="M3.500 5.700h17" stroke="#8792a2" stroke-width="2.400"/></svg>',
  // Not Link's own mark: a wordmark in its colour.
  link: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 16"><rect width="36" height="16" rx="8" fill="#00d66f"/><text x="18" y="11.700" font-size="10.500" font-weight="700" font-family="Arial, sans-serif" text-anchor="middle" fill="#011e0f">link</text></svg>',
  wallet: WALLET,
  google_pay: WALLET,
  apple_pay: WALLET,
};

function mark(background: string, drawing: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16"><rect width="23" height="15" x=".5" y=".5" rx="2.500" fill="${background}" stroke="#000" stroke-opacity=".15"/>${drawing}</svg>`;
}
