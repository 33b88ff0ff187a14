/** A frame inside the plugin page that speaks first, and tells the server that it is there, and what it was answered. */
const handshake = { postmate: 'handshake', type: 'application/x-postmate-v1+json', model: { iid: 'evil' } };

function tell(report: string): void {
  void fetch('/report', { method: 'POST', mode: 'no-cors', body: report });
}

addEventListener('message', ({ data }) => tell(`answered ${JSON.stringify(data)}`));
setInterval(() => parent.postMessage(handshake, '*'), 5);
tell(`knocks ${location.origin}`);
