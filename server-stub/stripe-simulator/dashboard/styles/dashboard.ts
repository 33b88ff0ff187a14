import { css } from '../../pages/styles/css.ts';
import { theme } from '../../pages/styles/theme.ts';
import { chartStyles } from './chart.ts';
import { controlStyles } from './controls.ts';
import { layoutStyles } from './layout.ts';
import { outboxStyles } from './outbox.ts';
import { paymentStyles } from './payment.ts';
import { tableStyles } from './table.ts';

export const dashboardStyles = css`
  ${theme}
  ${layoutStyles}
  ${controlStyles}
  ${tableStyles}
  ${chartStyles}
  ${paymentStyles}
  ${outboxStyles}
`;
