import { expect, test } from './support/journey.ts';

const REFUSED: readonly (readonly [amount: string, description: string, words: RegExp])[] = [
  ['', 'Fee', /Enter an amount/],
  ['0', 'Fee', /above zero/],
  ['-5', 'Fee', /above zero/],
  ['0.20', 'Fee', /least that can be requested/],
  ['12345678', 'Fee', /most that can be requested/],
  ['12.345', 'Fee', /too many decimals/],
  ['eighty', 'Fee', /in numbers/],
  ['85', '', /Enter what the payment is for/],
  ['85', 'x'.repeat(201), /at most 200 characters/],
];

test('what cannot be asked for is refused beside its field, and nothing typed is lost', async ({ call }) => {
  const clinician = await call.clinician();
  await clinician.openRequestPayment();
  for (const [amount, description, words] of REFUSED) {
    await clinician.request(amount, description);
    await expect(clinician.panel.getByText(words)).toBeVisible();
    await expect(clinician.amount).toHaveValue(amount);
    await expect(clinician.description).toHaveValue(description);
  }
});

test('a double click asks once', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.amount.fill('85');
  await clinician.description.fill('Consultation fee');
  await clinician.submit.dblclick();
  await expect(clinician.panel.getByText('Payment requested')).toBeVisible();
  await expect(patient.panel.getByText('Consultation fee', { exact: true })).toBeVisible();
  await expect(patient.panel.getByText('1 of 2')).toBeHidden();
});

test('an email address that cannot be one is refused before anything is paid', async ({ call, stack }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails({ number: '4242424242424242' }, 'sam@nowhere');
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText(/Check the email address/)).toBeVisible();
  await expect(patient.email).toHaveValue('sam@nowhere');
  expect((await stack.receipts()).filter(({ to }) => to === 'sam@nowhere')).toHaveLength(0);
});

test('in Italian, with a decimal comma, from the request to the receipt', async ({ call }) => {
  const { clinician, patient } = await call.both({ query: { lang: 'it' } });
  await clinician.page.getByRole('button', { name: 'App e strumenti' }).click();
  await clinician.page.getByRole('button', { name: 'Richiedi pagamento', exact: true }).click();
  await clinician.panel.getByLabel('Importo del pagamento').fill('12,50');
  await clinician.panel.getByLabel('Descrizione del pagamento').fill('Visita di controllo');
  await clinician.panel.getByRole('button', { name: 'Richiedi pagamento', exact: true }).click();
  await expect(clinician.panel.getByText('Pagamento richiesto')).toBeVisible();

  await patient.panel.getByRole('button', { name: 'Paga ora' }).click();
  await patient.panel.getByLabel('Indirizzo e-mail').fill('anna@example.com');
  await patient.card.getByLabel(/Numero/).fill('4242424242424242');
  await patient.card.getByLabel(/scadenza/i).fill('12/34');
  await patient.card.getByLabel(/sicurezza/i).fill('123');
  await patient.panel.getByRole('button', { name: /^Paga 12,50/ }).click();
  await expect(patient.panel.getByText('Pagamento riuscito')).toBeVisible();
  await expect(clinician.toast).toContainText('Pagamento ricevuto');
});
