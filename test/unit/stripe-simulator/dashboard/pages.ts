import { CLINIC, type RunningSimulator } from '../running-simulator.ts';

export const HOME = `/dashboard/${CLINIC}`;

export async function page(simulator: Pick<RunningSimulator, 'url'>, path: string): Promise<string> {
  return (await fetch(`${simulator.url}${path}`)).text();
}

/** The hidden fields of the page's form, as a browser would send them back. */
export async function hiddenFields(
  simulator: Pick<RunningSimulator, 'url'>,
  path: string,
): Promise<Record<string, string>> {
  const text = await page(simulator, path);
  const fields = [...text.matchAll(/name="(form_\w+)"\s+value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}

export interface Sent {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** Sends a form as a browser on the dashboard's own page does. */
export async function send(
  simulator: Pick<RunningSimulator, 'url'>,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin: simulator.url, 'sec-fetch-site': 'same-origin' },
): Promise<Sent> {
  const response = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams(fields),
  });
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: await response.text(),
  };
}
