/** Of the frame's area; less is a drawer's edge. */
const LEAST_SHARE = 0.1;

/**
 * Tells whether a person can see the frame, now and at each change: in the viewport, not hidden by its own or
 * an ancestor's styles, in a page that is shown. Also told `isGone` when the frame has left the document.
 */
export function watchVisibility(
  frame: HTMLIFrameElement,
  onChange: (isVisible: boolean, isGone: boolean) => void,
): () => void {
  let isInView = false;
  const tell = (): void => {
    const isShown = frame.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    onChange(isInView && isShown && !document.hidden, !frame.isConnected);
  };
  const intersections = new IntersectionObserver(
    (entries) => {
      const last = entries.at(-1);
      isInView = !!last && last.intersectionRatio >= LEAST_SHARE && last.intersectionRect.height > 1;
      tell();
    },
    { threshold: [0, LEAST_SHARE, 0.2] },
  );
  intersections.observe(frame);
  // A drawer that closes by `visibility` or `opacity` stays where it is: no intersection changes. Nor does any
  // when a frame that is hidden leaves the document.
  const changes = new MutationObserver((records) => {
    if (records.some(({ type }) => type === 'childList')) {
      changes.disconnect();
      observe();
    }
    tell();
  });
  const observe = (): void => {
    for (let node = frame.parentNode; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
      changes.observe(node, {
        childList: true,
        attributeFilter: ['class', 'style', 'hidden', 'inert', 'open'],
      });
    }
  };
  observe();
  document.addEventListener('transitionend', tell, true);
  document.addEventListener('visibilitychange', tell);
  return () => {
    intersections.disconnect();
    changes.disconnect();
    document.removeEventListener('transitionend', tell, true);
    document.removeEventListener('visibilitychange', tell);
  };
}
