import { byId, setText } from '../shared/dom.ts';
import type { DemoMessages } from '../shared/messages.ts';
import type { CallState } from './video-call.ts';
import { initialsOf, otherSideUrl, type VisitDetails } from './visit-details.ts';

export interface StageActions {
  /** Joins again: after leaving, after a failure, or to take the call from another window. */
  readonly join: () => void;
  readonly localVideo: () => MediaStreamTrack | null;
}

/** The video stage: the other person, this one, and words where there is no picture. */
export class StageView {
  readonly #visit: VisitDetails;
  readonly #actions: StageActions;
  readonly #stage = byId('stage', HTMLElement);
  readonly #remoteVideo = byId('remote-video', HTMLVideoElement);
  readonly #empty = byId('stage-empty', HTMLElement);
  readonly #message = byId('stage-message', HTMLElement);
  readonly #hint = byId('stage-hint', HTMLElement);
  readonly #action = byId('stage-action', HTMLButtonElement);
  readonly #otherSide = byId('other-side', HTMLAnchorElement);
  readonly #notice = byId('notice', HTMLElement);
  readonly #noticeAction = byId('notice-action', HTMLButtonElement);
  readonly #peerTag = byId('peer-tag', HTMLElement);
  readonly #selfVideo = byId('self-video', HTMLVideoElement);
  readonly #clockPill = byId('call-clock', HTMLElement);
  readonly #quality = byId('quality', HTMLElement);
  #shownTrack: MediaStreamTrack | null = null;
  #soundBlocked = false;
  #paymentGoesOn = false;
  #state: CallState | null = null;
  #messages: DemoMessages;

  constructor(visit: VisitDetails, messages: DemoMessages, actions: StageActions) {
    this.#visit = visit;
    this.#messages = messages;
    this.#actions = actions;
    setText(byId('clinic-name', HTMLElement), visit.clinic.name);
    setText(byId('self-avatar', HTMLElement), initialsOf(visit.self.displayName));
    this.#action.addEventListener('click', () => actions.join());
    this.#noticeAction.addEventListener('click', () => void this.#play());
    // The first touch of the page, whatever it is for, is all that the browser waited for.
    for (const type of ['pointerup', 'keyup']) {
      addEventListener(type, () => void (this.#soundBlocked && this.#play()));
    }
    setInterval(() => this.#renderClock(), 1_000);
  }

  /** @param paymentGoesOn whether somebody who has left is still paying */
  render(state: CallState, messages: DemoMessages, paymentGoesOn: boolean): void {
    this.#state = state;
    this.#messages = messages;
    this.#paymentGoesOn = paymentGoesOn;
    const { status } = state.phase;
    this.#stage.dataset['phase'] = status;
    this.#renderRemote(state);
    this.#renderSelf(state);
    this.#renderWords(state);
    this.#renderNotice(state);
    this.#renderClock();
    this.#renderQuality(state);
  }

  #renderRemote(state: CallState): void {
    const video = this.#remoteVideo;
    if (video.srcObject !== state.remoteStream) {
      video.srcObject = state.remoteStream;
      if (state.remoteStream) void this.#play();
    }
    const isConnected = state.phase.status === 'connected' || state.phase.status === 'interrupted';
    video.hidden = !isConnected || !state.remoteStream || !state.peerMedia.camera;
    this.#empty.hidden = !video.hidden;
    const name = this.#peerName(state);
    setText(byId('peer-avatar', HTMLElement), initialsOf(name));
    const isOut = state.phase.status === 'left' || state.phase.status === 'elsewhere';
    byId('peer-avatar', HTMLElement).hidden = isOut;
    this.#peerTag.hidden = !isConnected;
    setText(byId('peer-name', HTMLElement), name);
    const muted = !state.peerMedia.microphone;
    document.getElementById('peer-muted')?.toggleAttribute('hidden', !muted);
    setText(byId('peer-muted-text', HTMLElement), muted ? this.#messages.microphoneOff(name) : '');
  }

  // A page that captures nothing may not start sound by itself: then the picture goes on without it.
  async #play(): Promise<void> {
    const video = this.#remoteVideo;
    try {
      video.muted = false;
      await video.play();
      this.#soundBlocked = false;
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.#soundBlocked = true;
      video.muted = true;
      await video.play().catch(() => undefined);
    }
    if (this.#state) this.#renderNotice(this.#state);
  }

  #renderSelf(state: CallState): void {
    const track = this.#actions.localVideo();
    if (track !== this.#shownTrack) {
      this.#shownTrack = track;
      this.#selfVideo.srcObject = track ? new MediaStream([track]) : null;
    }
    this.#selfVideo.hidden = !track;
    // A mirror for a camera, as people expect of themselves; letters must stay readable.
    this.#selfVideo.classList.toggle('mirrored', state.local.picture === 'camera');
    byId('self-avatar', HTMLElement).hidden = track !== null;
    const out = state.phase.status === 'left' || state.phase.status === 'elsewhere';
    byId('self-view', HTMLElement).hidden = out;
    document.getElementById('self-muted')?.toggleAttribute('hidden', state.local.microphone === 'on');
  }

  #renderWords(state: CallState): void {
    const words = this.#messages;
    const { status } = state.phase;
    const name = this.#peerName(state);
    const hints: Partial<Record<typeof status, string>> = {
      waiting: words.waitingHint[this.#visit.role],
      left: this.#paymentGoesOn ? words.paymentGoesOn : words.youLeftHint,
    };
    const lines: Record<typeof status, string> = {
      joining: words.joining,
      waiting: words.waitingFor(name),
      connecting: words.connectingTo(name),
      connected: words.cameraOff(name),
      interrupted: words.cameraOff(name),
      failed: words.videoFailed,
      elsewhere: words.openElsewhere,
      left: words.youLeft,
    };
    const buttons: Partial<Record<typeof status, string>> = {
      failed: words.tryAgain,
      elsewhere: words.useHere,
      left: words.rejoin,
    };
    setText(this.#message, lines[status]);
    setText(this.#hint, hints[status] ?? '');
    this.#hint.hidden = !hints[status];
    setText(this.#action, buttons[status] ?? '');
    this.#action.hidden = !buttons[status];
    const isAlone = status === 'waiting' && window.parent === window;
    this.#otherSide.hidden = !isAlone;
    setText(this.#otherSide, words.openOtherSide[this.#visit.role]);
    this.#otherSide.href = otherSideUrl(this.#visit);
  }

  #renderNotice(state: CallState): void {
    const words = this.#messages;
    const interrupted = state.phase.status === 'interrupted';
    const silent = this.#soundBlocked && state.phase.status === 'connected' && state.peerMedia.microphone;
    this.#notice.hidden = !interrupted && !silent;
    setText(byId('notice-text', HTMLElement), interrupted ? words.interrupted : words.soundBlocked);
    this.#noticeAction.hidden = interrupted;
    setText(this.#noticeAction, words.turnOnSound);
  }

  #renderClock(): void {
    const startedAt = this.#state?.startedAt ?? null;
    const status = this.#state?.phase.status;
    this.#clockPill.hidden = startedAt === null || status === 'left' || status === 'elsewhere';
    if (startedAt !== null) setText(byId('call-time', HTMLElement), formatDuration(Date.now() - startedAt));
  }

  #renderQuality(state: CallState): void {
    const level = state.phase.status === 'connected' ? state.quality?.level : undefined;
    this.#quality.hidden = !level;
    if (!level) return;
    this.#quality.dataset['level'] = level;
    this.#quality.setAttribute('aria-label', this.#messages.quality[level]);
    this.#quality.title = this.#messages.quality[level];
  }

  #peerName(state: CallState): string {
    const other = this.#visit.role === 'clinician' ? 'patient' : 'clinician';
    return state.peers[0]?.displayName ?? this.#visit.booked[other].displayName;
  }
}

function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
