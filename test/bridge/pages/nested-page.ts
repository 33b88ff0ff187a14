/** A frame inside the plugin page that speaks first. */
const handshake = { postmate: 'handshake', type: 'application/x-postmate-v1+json', model: { iid: 'evil' } };
addEventListener('message', ({ data }) => document.body.append(`answered:${JSON.stringify(data)}`));
setInterval(() => parent.postMessage(handshake, '*'), 5);
