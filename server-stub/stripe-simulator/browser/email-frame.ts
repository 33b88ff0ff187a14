import { applyAppearance } from './frame/appearance.ts';
import { Field } from './frame/field.ts';
import { connect, post } from './frame/frame-port.ts';
import { isEmail } from './frame/link-account.ts';
import type { FrameAnswer, FrameSettings, ToFrame } from './protocol.ts';
import { languageOf, wordsFor } from './words.ts';

const root = document.querySelector('#root');
let words = wordsFor('en');
const email = new Field({
  name: 'email',
  kind: 'email',
  format: (text) => text,
  check: (text) => (isEmail(text) ? null : { code: 'incomplete_email', message: words.incompleteEmail }),
  ornament: null,
});

function apply(settings: FrameSettings): void {
  words = wordsFor(settings.locale);
  document.documentElement.lang = languageOf(settings.locale);
  applyAppearance(settings.appearance);
  email.label(words.email, words.emailHint);
}

function start(settings: FrameSettings): void {
  apply(settings);
  const { element } = settings;
  if (element.type === 'linkAuthentication' && element.email !== null) email.value = element.email;
  root?.replaceChildren(email.element);
  post({ type: 'ready', methods: [] });
  if (email.value !== '') change();
}

function change(): void {
  post({
    type: 'change',
    empty: email.value === '',
    complete: email.problem === null,
    collapsed: false,
    method: null,
    brand: null,
    country: null,
    postalCode: null,
    email: email.value.trim(),
  });
}

function validate(): FrameAnswer {
  const { problem } = email;
  email.show(problem?.message ?? null);
  if (!problem) return { valid: true, method: 'link' };
  email.input.focus();
  return { error: { type: 'validation_error', code: problem.code, message: problem.message } };
}

function handle(message: ToFrame): void {
  switch (message.type) {
    case 'init':
      return start(message.settings);
    case 'update':
      return apply(message.settings);
    case 'validate':
      return post({ type: 'answer', id: message.id, answer: validate() });
    case 'focus':
      return email.input.focus();
    case 'blur':
      return email.input.blur();
    case 'clear':
      email.value = '';
      return change();
    default:
  }
}

email.element.addEventListener('input', change);
connect(handle);
