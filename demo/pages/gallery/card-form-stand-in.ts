import type { CardFormLooks } from '../../../src/session/state.ts';

/** Fields as Stripe draws them, and what is said of them here: this is a drawing. */
const FIELDS = ['Card number', 'Expiration date', 'Security code'];
const NOTE = 'A drawing: Stripe’s own card form comes here, in its own frame.';

/** Draws a stand-in for Stripe's card form, in the looks that Stripe would be given. It takes no input. */
export function drawCardForm(mount: HTMLElement, looks: CardFormLooks): void {
  const form = document.createElement('div');
  form.className = 'card-form-stand-in';
  form.append(
    ...FIELDS.map((name) => {
      const field = document.createElement('div');
      field.textContent = name;
      return field;
    }),
  );
  const note = document.createElement('p');
  note.textContent = NOTE;
  form.append(note);
  mount.replaceChildren(form);
  dressCardForm(mount, looks);
}

export function dressCardForm(mount: HTMLElement, { variables }: CardFormLooks): void {
  const form = mount.firstElementChild;
  if (!(form instanceof HTMLElement)) return;
  for (const [name, value] of Object.entries(variables)) form.style.setProperty(`--${name}`, value);
}
