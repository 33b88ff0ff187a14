import { startDrawnPicture } from './drawn-picture.ts';

export interface LocalMediaState {
  readonly microphone: 'on' | 'off' | 'none';
  readonly camera: 'on' | 'off';
  readonly picture: 'camera' | 'drawn';
}

export interface LocalMediaOptions {
  readonly initials: string;
  readonly hue: number;
  /** Whether the microphone starts off. */
  readonly muted: boolean;
}

const VIDEO = { width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 24 }, facingMode: 'user' };
const AUDIO = { echoCancellation: true, noiseSuppression: true };

/** This person's microphone and picture. The picture is drawn until, or unless, there is a camera to use. */
export class LocalMedia {
  readonly #options: LocalMediaOptions;
  readonly #listeners = new Set<() => void>();
  #audio: MediaStreamTrack | null = null;
  #video: MediaStreamTrack | null = null;
  /** False once stopped: a device that is allowed only then is given back at once. */
  #wanted = false;
  #state: LocalMediaState;

  constructor(options: LocalMediaOptions) {
    this.#options = options;
    this.#state = { microphone: 'off', camera: 'on', picture: 'drawn' };
  }

  get state(): LocalMediaState {
    return this.#state;
  }

  get audioTrack(): MediaStreamTrack | null {
    return this.#audio;
  }

  /** Null while the camera is turned off. */
  get videoTrack(): MediaStreamTrack | null {
    return this.#video;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /**
   * The drawn picture is there at once; camera and microphone follow when the person has allowed them.
   * Nothing happens when it has been started already.
   */
  async start(): Promise<void> {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#video = startDrawnPicture(this.#options);
    this.#changed({ camera: 'on', picture: 'drawn' });
    // One question for both; without one of the two devices the browser refuses the pair, so each is asked for alone.
    const both = await capture({ audio: AUDIO, video: VIDEO });
    const streams = both ? [both] : await Promise.all([capture({ audio: AUDIO }), capture({ video: VIDEO })]);
    for (const track of streams.flatMap((stream) => stream?.getTracks() ?? [])) {
      if (track.kind === 'audio') this.#useMicrophone(track);
      else this.#useCamera(track);
    }
    if (!this.#audio) this.#changed({ microphone: 'none' });
  }

  stop(): void {
    this.#wanted = false;
    this.#audio?.stop();
    this.#video?.stop();
    this.#audio = null;
    this.#video = null;
  }

  async toggleMicrophone(): Promise<void> {
    if (!this.#audio) {
      const stream = await capture({ audio: AUDIO });
      const [track] = stream?.getAudioTracks() ?? [];
      if (track) this.#useMicrophone(track, true);
      else this.#changed({ microphone: 'none' });
      return;
    }
    this.#audio.enabled = !this.#audio.enabled;
    this.#changed({ microphone: this.#audio.enabled ? 'on' : 'off' });
  }

  async toggleCamera(): Promise<void> {
    if (this.#state.camera === 'on') {
      // Stopped, not only black: the camera's light goes out.
      this.#video?.stop();
      this.#video = null;
      this.#changed({ camera: 'off' });
      return;
    }
    this.#video = startDrawnPicture(this.#options);
    this.#changed({ camera: 'on', picture: 'drawn' });
    const stream = await capture({ video: VIDEO });
    const [track] = stream?.getVideoTracks() ?? [];
    if (track) this.#useCamera(track);
  }

  #useMicrophone(track: MediaStreamTrack, enabled = !this.#options.muted): void {
    if (!this.#wanted) {
      track.stop();
      return;
    }
    track.enabled = enabled;
    this.#audio?.stop();
    this.#audio = track;
    track.addEventListener('ended', () => this.#handleMicrophoneEnded(track));
    this.#changed({ microphone: enabled ? 'on' : 'off' });
  }

  #useCamera(track: MediaStreamTrack): void {
    if (!this.#wanted || this.#state.camera === 'off') {
      track.stop();
      return;
    }
    this.#video?.stop();
    this.#video = track;
    track.addEventListener('ended', () => this.#handleCameraEnded(track));
    this.#changed({ camera: 'on', picture: 'camera' });
  }

  #handleMicrophoneEnded(track: MediaStreamTrack): void {
    if (this.#audio !== track) return;
    this.#audio = null;
    this.#changed({ microphone: 'none' });
  }

  // Unplugged, or taken by another program.
  #handleCameraEnded(track: MediaStreamTrack): void {
    if (this.#video !== track) return;
    this.#video = startDrawnPicture(this.#options);
    this.#changed({ picture: 'drawn' });
  }

  #changed(change: Partial<LocalMediaState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Null when there is no such device, or the person said no: the call goes on without it. */
async function capture(constraints: MediaStreamConstraints): Promise<MediaStream | null> {
  try {
    return (await navigator.mediaDevices?.getUserMedia(constraints)) ?? null;
  } catch {
    return null;
  }
}
