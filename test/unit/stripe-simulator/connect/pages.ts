import type { RunningSimulator } from '../running-simulator.ts';

type Reachable = Pick<RunningSimulator, 'url'>;

/** A page, or where it leads. */
export interface Shown {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

export async function open(simulator: Reachable, address: string): Promise<Shown> {
  return read(await fetch(new URL(address, simulator.url), { redirect: 'manual' }));
}

/** As a browser fills in the page's form and presses a button; follows to the next page of the simulator. */
export async function fillIn(
  simulator: Reachable,
  address: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin: simulator.url, 'sec-fetch-site': 'same-origin' },
): Promise<Shown> {
  const page = await (await fetch(new URL(address, simulator.url))).text();
  const inputs = [...page.matchAll(/<input(?=[^>]*\sname="([^"]+)")(?=[^>]*\svalue="([^"]*)")[^>]*>/g)]
    .filter(([tag]) => !tag.includes('type="radio"') || /\schecked[\s/>]/.test(tag))
    .map(([, name, value]) => [name ?? '', value ?? ''] as const);
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#38;', '&') ?? address;
  return read(
    await fetch(new URL(action, simulator.url), {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ ...Object.fromEntries(inputs), ...fields }),
    }),
  );
}

/** Where an answer leads; fails when it does not. */
export function leadsTo({ location, status, text }: Shown): URL {
  if (location === null) throw new Error(`expected to be led on, got ${String(status)}: ${text}`);
  return new URL(location, 'http://simulator.invalid');
}

async function read(response: Response): Promise<Shown> {
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: await response.text(),
  };
}
