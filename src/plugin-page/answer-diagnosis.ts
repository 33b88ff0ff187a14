import { isObject } from '../host-bridge/json.ts';
import type { HostPort } from '../session/host-port.ts';

/** Has this page look for what is wrong when the call's page asks: it sees what the other cannot. */
export function answerDiagnosis({
  gateway,
  port,
}: {
  readonly gateway: string;
  readonly port: HostPort;
}): void {
  port.answer?.('diagnose', async (params) => {
    const { diagnose } = await import('../diagnose/diagnose.ts');
    const locale = isObject(params) && typeof params.locale === 'string' ? { locale: params.locale } : {};
    return diagnose({ gateway, getToken: (wish) => port.getToken(wish), ...locale });
  });
}
