/** The one address that has a Link account here, and the code that it is "sent". */
export const LINK_EMAIL = 'link@example.com';
export const LINK_CODE = '000000';
