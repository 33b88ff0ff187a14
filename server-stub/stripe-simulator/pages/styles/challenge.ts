export const challengeStyles = '';
