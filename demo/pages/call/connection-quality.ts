export interface ConnectionQuality {
  readonly level: 'good' | 'fair' | 'poor';
  /** Milliseconds; null before the first answer. */
  readonly roundTrip: number | null;
  /** What arrives; null while nothing does. */
  readonly picture: {
    readonly width: number;
    readonly height: number;
    readonly framesPerSecond: number;
  } | null;
}

interface PacketCount {
  readonly lost: number;
  readonly received: number;
}

/** Reads the browser's statistics of a connection into what a person wants to know. */
export class QualityMeter {
  #previous: PacketCount = { lost: 0, received: 0 };

  read(report: RTCStatsReport): ConnectionQuality {
    let roundTrip: number | null = null;
    let picture: ConnectionQuality['picture'] = null;
    const packets = { lost: 0, received: 0 };
    for (const stats of report.values() as Iterable<Record<string, unknown>>) {
      if (stats['type'] === 'candidate-pair' && stats['nominated'] === true) {
        const seconds = stats['currentRoundTripTime'];
        if (typeof seconds === 'number') roundTrip = Math.round(seconds * 1000);
      }
      if (stats['type'] !== 'inbound-rtp') continue;
      packets.lost += toNumber(stats['packetsLost']);
      packets.received += toNumber(stats['packetsReceived']);
      if (stats['kind'] === 'video' && toNumber(stats['frameWidth']) > 0) {
        picture = {
          width: toNumber(stats['frameWidth']),
          height: toNumber(stats['frameHeight']),
          framesPerSecond: Math.round(toNumber(stats['framesPerSecond'])),
        };
      }
    }
    const level = rate(roundTrip, this.#lossSince(packets));
    this.#previous = packets;
    return { level, roundTrip, picture };
  }

  /** 0 to 1, of the packets since the last reading. */
  #lossSince(packets: PacketCount): number {
    const lost = Math.max(0, packets.lost - this.#previous.lost);
    const received = Math.max(0, packets.received - this.#previous.received);
    return lost + received === 0 ? 0 : lost / (lost + received);
  }
}

function rate(roundTrip: number | null, loss: number): ConnectionQuality['level'] {
  if ((roundTrip ?? 0) > 450 || loss > 0.08) return 'poor';
  return (roundTrip ?? 0) > 200 || loss > 0.03 ? 'fair' : 'good';
}

function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
