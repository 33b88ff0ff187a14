/** What the other side has turned on, as their page says. */
export interface PeerMedia {
  readonly microphone: boolean;
  readonly camera: boolean;
}

export type LinkState = 'connecting' | 'connected' | 'interrupted' | 'failed';

export interface PeerLinkOptions {
  /**
   * In "perfect negotiation" the polite side gives way when both make an offer at once, and here also waits for
   * the other's first one. https://developer.mozilla.org/docs/Web/API/WebRTC_API/Perfect_negotiation
   */
  readonly polite: boolean;
  readonly send: (data: Readonly<Record<string, unknown>>) => void;
  readonly onState: (state: LinkState) => void;
  readonly onStream: (stream: MediaStream) => void;
  readonly onPeerMedia: (media: PeerMedia) => void;
  /** The other page has closed its end: it is gone, or loads again. */
  readonly onHangUp: () => void;
  /** The channel that carries the payments relay, when it opens. */
  readonly onRelayChannel: (channel: RTCDataChannel) => void;
}

export interface LocalTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** Milliseconds. */
const CONNECT_WITHIN = 15_000;
const INTERRUPTED_FOR = 4_000;
const RESTARTS = 2;

/** The direct connection to one page of the other person: video, sound, the payments relay. */
export class PeerLink {
  readonly #options: PeerLinkOptions;
  readonly #connection = new RTCPeerConnection();
  readonly #stream = new MediaStream();
  readonly #mediaChannel: RTCDataChannel;
  #tracks: LocalTracks;
  #media: PeerMedia = { microphone: false, camera: false };
  #makingOffer = false;
  #ignoringOffer = false;
  #restartsLeft = RESTARTS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Signals are handled one after another: a candidate must not overtake its description. */
  #handling: Promise<void> = Promise.resolve();
  #state: LinkState = 'connecting';

  constructor(options: PeerLinkOptions, tracks: LocalTracks) {
    this.#options = options;
    this.#tracks = tracks;
    const connection = this.#connection;
    // Negotiated: both sides make the same channels, so nobody waits for the other's.
    const relay = connection.createDataChannel('payments', { negotiated: true, id: 1 });
    relay.addEventListener('open', () => options.onRelayChannel(relay));
    relay.addEventListener('close', () => options.onHangUp());
    this.#mediaChannel = connection.createDataChannel('media-state', { negotiated: true, id: 2 });
    this.#mediaChannel.addEventListener('open', () => this.#sendMedia());
    this.#mediaChannel.addEventListener('message', (event) => this.#handleMediaMessage(event.data));
    if (!options.polite) {
      for (const kind of ['audio', 'video'] as const) {
        const transceiver = connection.addTransceiver(kind, { direction: 'sendrecv' });
        void transceiver.sender.replaceTrack(tracks[kind]);
      }
    }
    connection.addEventListener('negotiationneeded', () => void this.#offer());
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) options.send({ candidate: candidate.toJSON() });
    });
    connection.addEventListener('track', ({ track }) => {
      this.#stream.addTrack(track);
      options.onStream(this.#stream);
    });
    connection.addEventListener('connectionstatechange', () => this.#handleConnectionState());
    this.#timer = setTimeout(() => this.#setState('failed'), CONNECT_WITHIN);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Handles what the other page sent for this link. */
  receive(data: Readonly<Record<string, unknown>>): void {
    this.#handling = this.#handling
      .then(() => this.#handleSignal(data))
      .catch((error: unknown) => {
        if (this.#connection.signalingState !== 'closed') reportError(error);
      });
  }

  /** Sends other tracks from now on, without a new negotiation. */
  setTracks(tracks: LocalTracks, media: PeerMedia): void {
    this.#tracks = tracks;
    this.#media = media;
    this.#useTracks();
    this.#sendMedia();
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#connection.close();
  }

  async #offer(): Promise<void> {
    const connection = this.#connection;
    // The other's offer brings the places for sound and video; one of ours before it would only collide with it.
    if (this.#options.polite && !connection.remoteDescription) return;
    try {
      this.#makingOffer = true;
      await connection.setLocalDescription();
      if (connection.localDescription)
        this.#options.send({ description: connection.localDescription.toJSON() });
    } finally {
      this.#makingOffer = false;
    }
  }

  async #handleSignal(data: Readonly<Record<string, unknown>>): Promise<void> {
    const connection = this.#connection;
    if (connection.signalingState === 'closed') return;
    // What the two browsers say to each other passes as it is: they check it themselves.
    const description = data['description'] as RTCSessionDescriptionInit | undefined;
    const candidate = data['candidate'] as RTCIceCandidateInit | undefined;
    if (description) {
      const collides =
        description.type === 'offer' && (this.#makingOffer || connection.signalingState !== 'stable');
      this.#ignoringOffer = collides && !this.#options.polite;
      if (this.#ignoringOffer) return;
      await connection.setRemoteDescription(description);
      if (description.type !== 'offer') return;
      this.#useTracks();
      await connection.setLocalDescription();
      if (connection.localDescription)
        this.#options.send({ description: connection.localDescription.toJSON() });
    } else if (candidate) {
      try {
        await connection.addIceCandidate(candidate);
      } catch (error) {
        // Candidates of an offer that we have ignored fit nothing.
        if (!this.#ignoringOffer) throw error;
      }
    }
  }

  #useTracks(): void {
    for (const transceiver of this.#connection.getTransceivers()) {
      if (transceiver.direction === 'stopped') continue;
      if (transceiver.direction !== 'sendrecv') transceiver.direction = 'sendrecv';
      const track = transceiver.receiver.track.kind === 'audio' ? this.#tracks.audio : this.#tracks.video;
      if (transceiver.sender.track !== track) void transceiver.sender.replaceTrack(track);
    }
  }

  #handleConnectionState(): void {
    switch (this.#connection.connectionState) {
      case 'connected':
        clearTimeout(this.#timer);
        this.#restartsLeft = RESTARTS;
        this.#setState('connected');
        break;
      case 'disconnected':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#restart(), INTERRUPTED_FOR);
        this.#setState('interrupted');
        break;
      case 'failed':
        this.#restart();
        break;
    }
  }

  #restart(): void {
    if (this.#state !== 'connecting') {
      clearTimeout(this.#timer);
      if (this.#restartsLeft === 0) {
        this.#setState('failed');
        return;
      }
      this.#restartsLeft -= 1;
      this.#setState('interrupted');
      this.#timer = setTimeout(() => this.#restart(), CONNECT_WITHIN);
    }
    if (!this.#options.polite) this.#connection.restartIce();
  }

  #setState(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state);
  }

  #sendMedia(): void {
    if (this.#mediaChannel.readyState === 'open') this.#mediaChannel.send(JSON.stringify(this.#media));
  }

  #handleMediaMessage(text: unknown): void {
    if (typeof text !== 'string' || text.length > 200) return;
    try {
      const { microphone, camera } = JSON.parse(text) as Record<string, unknown>;
      this.#options.onPeerMedia({ microphone: microphone === true, camera: camera === true });
    } catch {
      // Not ours.
    }
  }
}
