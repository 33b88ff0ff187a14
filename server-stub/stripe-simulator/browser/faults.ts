/** Milliseconds between looks at what has struck. */
const EVERY = 1500;
const PARTS = ['in-force', 'struck'];
const LOCATION = '/faults';

/** Puts what a freshly served page says in place of what is there, and leaves the focus where it was. */
function adopt(text: string): Document {
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  for (const id of PARTS) {
    const [now, then] = [fresh.getElementById(id), document.getElementById(id)];
    if (!now || !then || now.innerHTML === then.innerHTML) continue;
    const focused = then.contains(document.activeElement) ? document.activeElement?.id : undefined;
    then.innerHTML = now.innerHTML;
    then.hidden = now.hidden;
    // A button that is gone took the focus along: it goes to what the button was about.
    if (focused !== undefined) (document.getElementById(focused) ?? then).focus();
  }
  return fresh;
}

function tell(words: string): void {
  const status = document.querySelector('#told');
  if (status) status.textContent = words;
}

async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const fields = [...new FormData(form)].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : '',
  ]);
  const response = await fetch(LOCATION, { method: 'POST', body: new URLSearchParams(fields) });
  const fresh = adopt(await response.text());
  const own = document.getElementById('own');
  document.getElementById('problem')?.remove();
  const problem = fresh.getElementById('problem');
  if (problem) own?.before(problem);
  else {
    if (form === own) form.reset();
    const count = document.querySelectorAll('#in-force li').length;
    const title = button?.querySelector('strong')?.textContent ?? button?.textContent?.trim() ?? '';
    tell(`${title}. ${count === 0 ? 'Nothing is in force.' : `In force: ${count}.`}`);
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  void send(form, event.submitter).catch(() => {
    tell('The simulator does not answer.');
  });
});

async function look(): Promise<void> {
  if (document.visibilityState === 'visible') {
    try {
      const response = await fetch(LOCATION);
      if (response.ok) adopt(await response.text());
    } catch {
      // It was stopped, or starts again: the next look tells.
    }
  }
  setTimeout(() => void look(), EVERY);
}
setTimeout(() => void look(), EVERY);
