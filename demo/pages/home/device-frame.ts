export type Device = 'phone' | 'tablet' | 'full';

/** CSS pixels of a device's screen; with less room it is drawn smaller, down to `least` of its height. */
const SCREENS = {
  phone: { width: 360, height: 740, least: 600 },
  tablet: { width: 768, height: 1024, least: 640 },
} as const;

/** Around a device, in CSS pixels: both sides together. */
const MARGIN = 24;

export function readDevice(value: string): Device {
  return value === 'phone' || value === 'tablet' ? value : 'full';
}

/** A page's frame as wide as a device, scaled into the room that there is. The page in it never loads anew. */
export class DeviceFrame {
  readonly #frame: HTMLIFrameElement;
  readonly #room: HTMLElement;
  #device: Device = 'full';

  constructor(frame: HTMLIFrameElement, room: HTMLElement) {
    this.#frame = frame;
    this.#room = room;
    new ResizeObserver(() => this.#fit()).observe(room);
  }

  set(device: Device): void {
    this.#device = device;
    this.#room.dataset['device'] = device;
    this.#fit();
  }

  #fit(): void {
    const { style } = this.#frame;
    if (this.#device === 'full') {
      for (const name of ['width', 'height', 'transform']) style.removeProperty(name);
      return;
    }
    const { width, height, least } = SCREENS[this.#device];
    const [roomWidth, roomHeight] = [this.#room.clientWidth - MARGIN, this.#room.clientHeight - MARGIN];
    const scale = Math.min(1, roomWidth / width, roomHeight / least);
    if (scale <= 0) return;
    style.width = `${width}px`;
    style.height = `${Math.min(height, roomHeight / scale)}px`;
    style.transform = scale < 1 ? `scale(${scale})` : '';
  }
}
