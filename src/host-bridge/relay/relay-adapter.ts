/** How a call's own data channel carries hints between the pages of its participants. */
export interface RelayAdapter {
  /** The longest text that one `send` takes, in bytes of UTF-8. */
  readonly maxBytes: number;
  /**
   * Sends to one participant, by the id that the host's context uses, or to everyone else. May throw or reject
   * when it cannot; resolving means handed over, not delivered. Never falls back from one to everyone.
   */
  send(text: string, to?: string): void | Promise<void>;
  /** `fromId` is who the call's SDK says has sent it, never what the text says. Returns the way to stop. */
  subscribe(listener: (text: string, fromId: string) => void): () => void;
}
