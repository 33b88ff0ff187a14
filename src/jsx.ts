import type { DetailedHTMLProps, HTMLAttributes } from 'react';

import type { PaymentElementProps, PaymentElementTag } from './intrinsic-elements.ts';

/** With what every HTML element takes in React: `ref` and `key` among it. */
type ReactElements = {
  [Tag in PaymentElementTag]: DetailedHTMLProps<
    HTMLAttributes<HTMLElementTagNameMap[Tag]>,
    HTMLElementTagNameMap[Tag]
  > &
    PaymentElementProps<Tag>;
};

/** React 19 knows the elements from `import 'video-call-payments/jsx'` on: types, and nothing to run. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ReactElements {}
  }
}
