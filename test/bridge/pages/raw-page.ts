import Postmate from 'postmate';

let sid = crypto.randomUUID();

/** A plugin page that is no friend of ours: postmate alone, and whatever the test makes it say. */
const raw = {
  iid: '',
  isBound: false,
  received: [] as unknown[],
  say: (_message: object): void => {},
  /** Becomes another load of the document, for the host. */
  renew(): void {
    sid = crypto.randomUUID();
  },
};

declare global {
  interface Window {
    raw: typeof raw;
  }
}
window.raw = raw;

addEventListener('message', ({ data }: MessageEvent<{ model?: { iid: string } } | null>) => {
  if (data?.model) raw.iid = data.model.iid;
});
const model = { plugin: (envelope: unknown) => raw.received.push(envelope) };
async function open(): Promise<void> {
  const parent = await new Postmate.Model(model);
  raw.say = (message) => parent.emit('plugin', { v: 1, iid: raw.iid, sid, ...message });
  raw.isBound = true;
}
void open();
