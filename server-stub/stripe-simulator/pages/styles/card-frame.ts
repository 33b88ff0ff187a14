export const cardFrameStyles = '';
