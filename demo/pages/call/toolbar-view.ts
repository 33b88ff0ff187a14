import { byId, setIcon, setText } from '../shared/dom.ts';
import type { DemoMessages } from '../shared/messages.ts';
import type { CallState } from './video-call.ts';

export interface ToolbarActions {
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly toggleApps: () => void;
  readonly leave: () => void;
}

/** The call's controls. One stop for the Tab key; arrows move between the buttons. */
export class ToolbarView {
  readonly #toolbar = byId('toolbar', HTMLElement);
  readonly #microphone = byId('control-microphone', HTMLButtonElement);
  readonly #camera = byId('control-camera', HTMLButtonElement);
  readonly #apps = byId('control-apps', HTMLButtonElement);
  readonly #leave = byId('control-leave', HTMLButtonElement);
  readonly #badge = byId('apps-badge', HTMLElement);
  readonly #badgeText = byId('apps-badge-text', HTMLElement);
  readonly #buttons = [this.#microphone, this.#camera, this.#apps, this.#leave];

  constructor(actions: ToolbarActions) {
    this.#microphone.addEventListener('click', () => actions.toggleMicrophone());
    this.#camera.addEventListener('click', () => actions.toggleCamera());
    this.#apps.addEventListener('click', () => actions.toggleApps());
    this.#leave.addEventListener('click', () => actions.leave());
    this.#toolbar.addEventListener('keydown', (event) => this.#handleKeydown(event));
    this.#toolbar.addEventListener('focusin', (event) => this.#setTabStop(event.target));
    this.#setTabStop(this.#apps);
  }

  /** @param hasTools whether *Apps & Tools* has something to show after the call, too */
  render({ local, phase }: CallState, messages: DemoMessages, hasTools: boolean): void {
    this.#toolbar.setAttribute('aria-label', messages.toolbarLabel);
    const isOut = phase.status === 'left' || phase.status === 'elsewhere';
    this.#toolbar.hidden = isOut && !hasTools;
    for (const button of [this.#microphone, this.#camera, this.#leave]) button.hidden = isOut;
    const microphoneOn = local.microphone === 'on';
    const microphoneLabel = { on: messages.mute, off: messages.unmute, none: messages.noMicrophone };
    this.#renderToggle(this.#microphone, microphoneOn, 'mic', microphoneLabel[local.microphone]);
    const cameraOn = local.camera === 'on';
    this.#renderToggle(this.#camera, cameraOn, 'camera', cameraOn ? messages.stopVideo : messages.startVideo);
    this.#leave.setAttribute('aria-label', messages.leaveLong);
    if (isOut) this.#setTabStop(this.#apps);
  }

  renderApps(isOpen: boolean, waiting: number, messages: DemoMessages): void {
    this.#apps.setAttribute('aria-expanded', String(isOpen));
    this.#apps.classList.toggle('control-active', isOpen);
    this.#badge.hidden = waiting === 0;
    setText(this.#badge, String(waiting));
    // Beside the button's name, not in it: the name stays what it is.
    setText(this.#badgeText, waiting === 0 ? '' : messages.waitingCount(waiting));
    if (waiting > 0) this.#apps.setAttribute('aria-describedby', this.#badgeText.id);
    else this.#apps.removeAttribute('aria-describedby');
  }

  focusApps(): void {
    this.#apps.focus();
  }

  #renderToggle(button: HTMLButtonElement, isOn: boolean, icon: string, label: string): void {
    button.classList.toggle('control-off', !isOn);
    setIcon(button, isOn ? icon : `${icon}-off`);
    const text = button.querySelector('.control-label');
    if (text) setText(text, label);
  }

  #setTabStop(target: EventTarget | null): void {
    const stop = this.#buttons.find((button) => button === target);
    if (!stop) return;
    for (const button of this.#buttons) button.tabIndex = button === stop ? 0 : -1;
  }

  #handleKeydown(event: KeyboardEvent): void {
    const shown = this.#buttons.filter((button) => !button.hidden);
    const index = shown.findIndex((button) => button === document.activeElement);
    const target = {
      ArrowRight: shown[(index + 1) % shown.length],
      ArrowLeft: shown[(index - 1 + shown.length) % shown.length],
      Home: shown[0],
      End: shown.at(-1),
    }[event.key];
    if (!target) return;
    event.preventDefault();
    target.focus();
  }
}
