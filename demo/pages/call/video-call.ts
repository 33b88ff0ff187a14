import { QualityMeter, type ConnectionQuality } from './connection-quality.ts';
import type { LocalMedia, LocalMediaState } from './local-media.ts';
import { PeerLink, type LinkState, type PeerMedia } from './peer-link.ts';
import { Signalling, type Attendee } from './signalling.ts';
import type { VisitDetails } from './visit-details.ts';

export type CallPhase =
  | { readonly status: 'joining' }
  | { readonly status: 'waiting' }
  | { readonly status: LinkState; readonly peer: Attendee }
  /** The same person has opened the call in another window. */
  | { readonly status: 'elsewhere' }
  | { readonly status: 'left' };

export interface CallState {
  readonly phase: CallPhase;
  readonly peers: readonly Attendee[];
  readonly peerMedia: PeerMedia;
  readonly remoteStream: MediaStream | null;
  readonly local: LocalMediaState;
  /** UTC milliseconds; null until two people were here together. */
  readonly startedAt: number | null;
  readonly quality: ConnectionQuality | null;
}

export interface VideoCallOptions {
  readonly visit: VisitDetails;
  readonly media: LocalMedia;
  /** A direct channel to the person with this id has opened. */
  readonly onRelayChannel: (channel: RTCDataChannel, participantId: string) => void;
}

const QUALITY_EVERY = 2_000;
const BOTH_ON: PeerMedia = { microphone: true, camera: true };

/** One person's side of a video call between two. */
export class VideoCall {
  readonly #options: VideoCallOptions;
  readonly #signalling: Signalling;
  readonly #listeners = new Set<(state: CallState) => void>();
  #link: { readonly sessionId: string; readonly link: PeerLink; readonly meter: QualityMeter } | null = null;
  #state: CallState;
  #qualityTimer: ReturnType<typeof setInterval> | undefined;

  constructor(options: VideoCallOptions) {
    this.#options = options;
    const { callId, role, self } = options.visit;
    this.#state = {
      phase: { status: 'joining' },
      peers: [],
      peerMedia: BOTH_ON,
      remoteStream: null,
      local: options.media.state,
      startedAt: null,
      quality: null,
    };
    this.#signalling = new Signalling(
      { callId, role, displayName: self.displayName },
      {
        onPresence: (peers, startedAt) => this.#handlePresence(peers, startedAt),
        onSignal: (from, data) => {
          if (this.#link?.sessionId === from) this.#link.link.receive(data);
        },
        onElsewhere: () => this.#end({ status: 'elsewhere' }),
      },
    );
    options.media.onChange(() => this.#handleLocalMedia());
    // The other side sees at once that we are gone, instead of a picture that stands still.
    addEventListener('pagehide', () => this.#dropLink());
  }

  get state(): CallState {
    return this.#state;
  }

  subscribe(listener: (state: CallState) => void): void {
    this.#listeners.add(listener);
    listener(this.#state);
  }

  /** Joins; again after leaving, after a failure, or to take the call from another window. */
  join(): void {
    this.#dropLink();
    this.#change({ phase: { status: 'joining' }, peers: [], remoteStream: null, quality: null });
    this.#signalling.join();
    void this.#options.media.start();
    clearInterval(this.#qualityTimer);
    this.#qualityTimer = setInterval(() => void this.#measure(), QUALITY_EVERY);
  }

  leave(): void {
    this.#signalling.leave();
    this.#end({ status: 'left' });
  }

  #handlePresence(peers: readonly Attendee[], startedAt: number | null): void {
    const [peer] = peers;
    if (!peer) {
      this.#dropLink();
      this.#signalling.setPace('waiting');
      const nobodyChanged = this.#state.phase.status === 'waiting' && this.#state.startedAt === startedAt;
      if (!nobodyChanged) {
        this.#change({
          phase: { status: 'waiting' },
          peers,
          remoteStream: null,
          quality: null,
          startedAt,
        });
      }
      return;
    }
    this.#change({ peers, startedAt });
    if (typeof RTCPeerConnection === 'undefined') {
      // Turned off by a policy or an extension: there is no video, and everything else goes on.
      this.#signalling.setPace('waiting');
      if (this.#state.phase.status !== 'failed') this.#change({ phase: { status: 'failed', peer } });
    } else if (this.#link?.sessionId !== peer.sessionId) {
      this.#openLink(peer);
    }
  }

  #openLink(peer: Attendee): void {
    this.#dropLink();
    const isCurrent = () => this.#link?.link === link;
    const link = new PeerLink(
      {
        polite: this.#options.visit.role === 'patient',
        send: (data) => isCurrent() && this.#signalling.send(peer.sessionId, data),
        onState: (status) => {
          if (!isCurrent()) return;
          this.#signalling.setPace(paceOf(status));
          this.#change({ phase: { status, peer } });
        },
        onStream: (remoteStream) => isCurrent() && this.#change({ remoteStream }),
        onPeerMedia: (peerMedia) => isCurrent() && this.#change({ peerMedia }),
        onHangUp: () => isCurrent() && this.#signalling.setPace('negotiating'),
        onRelayChannel: (channel) => isCurrent() && this.#options.onRelayChannel(channel, peer.participantId),
      },
      this.#localTracks(),
    );
    this.#link = { sessionId: peer.sessionId, link, meter: new QualityMeter() };
    link.setTracks(this.#localTracks(), toPeerMedia(this.#options.media.state));
    this.#signalling.setPace('negotiating');
    this.#change({
      phase: { status: 'connecting', peer },
      remoteStream: null,
      quality: null,
      peerMedia: BOTH_ON,
    });
  }

  #dropLink(): void {
    this.#link?.link.close();
    this.#link = null;
  }

  #end(phase: CallPhase): void {
    this.#dropLink();
    clearInterval(this.#qualityTimer);
    this.#options.media.stop();
    this.#change({ phase, peers: [], remoteStream: null, quality: null });
  }

  #handleLocalMedia(): void {
    const local = this.#options.media.state;
    this.#link?.link.setTracks(this.#localTracks(), toPeerMedia(local));
    this.#change({ local });
  }

  #localTracks() {
    return { audio: this.#options.media.audioTrack, video: this.#options.media.videoTrack };
  }

  async #measure(): Promise<void> {
    const current = this.#link;
    if (current?.link.state !== 'connected') return;
    const quality = current.meter.read(await current.link.getStats());
    if (this.#link === current) this.#change({ quality });
  }

  #change(change: Partial<CallState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}

function paceOf(status: LinkState) {
  if (status === 'connected') return 'connected';
  return status === 'failed' ? 'waiting' : 'negotiating';
}

function toPeerMedia(local: LocalMediaState): PeerMedia {
  return { microphone: local.microphone === 'on', camera: local.camera === 'on' };
}
