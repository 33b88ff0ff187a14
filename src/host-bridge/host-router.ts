import { isObject } from './json.ts';
import { CHANNEL, isPostmateMessage, POSTMATE_TYPE } from './protocol.ts';

/** One frame that plugin messages may come from. */
export interface Route {
  readonly frame: HTMLIFrameElement;
  readonly origin: string;
  /** While true, one handshake reply is let through to postmate. */
  isHandshaking: boolean;
  receive(value: unknown): void;
}

const routes = new Set<Route>();
let released: Event | null = null;

/**
 * Stands before postmate in the host's window: its listeners look at the origin and not at the frame, so two
 * frames of one origin would hear each other. Gives each message to the frame's own route, by its window and
 * origin, and lets postmate see nothing but the one reply that it waits for. Two handshakes with one origin end
 * with the first reply: what postmate makes then is a way to send, and connects nobody yet.
 */
function handleMessage(event: MessageEvent): void {
  const data: unknown = event.data;
  if (!isPostmateMessage(data) || event === released) return;
  const route = [...routes].find(({ frame }) => event.source && frame.contentWindow === event.source);
  if (!route) {
    // postmate gives up on any message from the origin that it is waiting for, from whichever window.
    const isDisturbing = [...routes].some((other) => other.isHandshaking && other.origin === event.origin);
    if (isDisturbing) event.stopImmediatePropagation();
    return;
  }
  const isOurs = event.origin === route.origin && data.type === POSTMATE_TYPE;
  if (isOurs && route.isHandshaking && data.postmate === 'handshake-reply') {
    route.isHandshaking = false;
    return;
  }
  event.stopImmediatePropagation();
  const { value } = data;
  if (isOurs && data.postmate === 'emit' && isObject(value) && value.name === CHANNEL)
    route.receive(value.data);
}

/** Call before postmate adds its own listener. */
export function addRoute(route: Route): void {
  routes.add(route);
  window.addEventListener('message', handleMessage, true);
}

export function removeRoute(route: Route): void {
  routes.delete(route);
  if (routes.size === 0) window.removeEventListener('message', handleMessage, true);
}

/**
 * Lets postmate end a handshake that nobody answers: its listener leaves only with a reply. Another frame of
 * the origin that is shaking hands takes it for its own, which does no harm: only its own hello connects it.
 */
export function releaseHandshake(origin: string): void {
  const data = { postmate: 'handshake-reply', type: POSTMATE_TYPE };
  released = new MessageEvent('message', { data, origin });
  window.dispatchEvent(released);
  released = null;
}
