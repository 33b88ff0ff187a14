import type { ObservedMessage } from '../../../src/host-bridge/host.ts';
import { byId, setText } from '../shared/dom.ts';
import { messagesFor, type DemoMessages } from '../shared/messages.ts';
import type { Preferences } from '../shared/preferences.ts';
import { fillTexts } from '../shared/texts.ts';
import { DetailsTool } from './details-tool.ts';
import { Drawer, type DrawerView } from './drawer.ts';
import type { LocalMedia } from './local-media.ts';
import { PaymentsPanel } from './payments-panel.ts';
import { SettingsTool } from './settings-tool.ts';
import { StageView } from './stage-view.ts';
import { ToolbarView } from './toolbar-view.ts';
import { VideoCall, type CallState } from './video-call.ts';
import type { VisitDetails } from './visit-details.ts';

/** The call page: puts the call, its views and the payments panel together. */
export class CallPage {
  readonly #visit: VisitDetails;
  readonly #preferences: Preferences;
  readonly #call: VideoCall;
  readonly #stage: StageView;
  readonly #toolbar: ToolbarView;
  readonly #drawer: Drawer;
  readonly #details: DetailsTool;
  readonly #settings: SettingsTool;
  readonly #payments: PaymentsPanel;
  #peerNames = new Map<string, string>();

  constructor(
    visit: VisitDetails,
    media: LocalMedia,
    preferences: Preferences,
    observe: (message: ObservedMessage) => void,
  ) {
    this.#visit = visit;
    this.#preferences = preferences;
    this.#call = new VideoCall({
      visit,
      media,
      onRelayChannel: (channel, participantId) => {
        this.#payments.useChannel(channel, participantId);
        this.#render();
      },
    });
    this.#stage = new StageView(visit, this.#messages, {
      join: () => this.#join(),
      localVideo: () => media.videoTrack,
    });
    this.#toolbar = new ToolbarView({
      toggleMicrophone: () => void media.toggleMicrophone(),
      toggleCamera: () => void media.toggleCamera(),
      toggleApps: () => this.#drawer.toggle(),
      leave: () => this.#leave(),
    });
    this.#drawer = new Drawer((view, messages) => this.#titleOf(view, messages), this.#messages, {
      onChange: () => this.#render(),
      onDismiss: () => this.#hasLeft && this.#payments.stop(),
      focusOpener: () => this.#toolbar.focusApps(),
    });
    this.#details = new DetailsTool(visit, () => this.#render());
    this.#settings = new SettingsTool(preferences, () => this.#payments.diagnose());
    this.#payments = new PaymentsPanel({
      visit,
      preferences,
      drawer: this.#drawer,
      observe,
      onChange: () => this.#render(),
    });
    preferences.onChange(() => this.#handlePreferences());
    this.#handlePreferences();
    this.#call.subscribe((state) => this.#handleCall(state));
  }

  start(): void {
    this.#call.join();
    void this.#payments.start();
  }

  get #messages(): DemoMessages {
    return messagesFor(this.#preferences.locale);
  }

  get #hasLeft(): boolean {
    return this.#call.state.phase.status === 'left';
  }

  #titleOf(view: DrawerView, messages: DemoMessages): string {
    const payments = this.#visit.role === 'clinician' ? messages.requestPayment : messages.payment;
    return {
      tools: messages.appsAndTools,
      payments,
      details: messages.callDetails,
      settings: messages.settings,
    }[view];
  }

  #join(): void {
    this.#call.join();
    void this.#payments.start();
  }

  #leave(): void {
    this.#call.leave();
    if (this.#payments.isBusy) this.#drawer.open('payments');
    else this.#drawer.close();
    this.#payments.stop();
    byId('stage-action', HTMLButtonElement).focus();
  }

  #handlePreferences(): void {
    const messages = this.#messages;
    document.title = messages.pageTitle[this.#visit.role];
    // Side by side in one page, the two calls' landmarks have to be told apart.
    for (const id of ['stage', 'controls']) byId(id, HTMLElement).setAttribute('aria-label', document.title);
    fillTexts(document, { ...messages, ...messages.settingsTool });
    const hint = this.#visit.role === 'clinician' ? messages.requestPaymentHint : messages.paymentHint;
    setText(byId('tool-payments-hint', HTMLElement), hint);
    this.#payments.callChanged(this.#call.state);
    this.#render();
  }

  #handleCall(state: CallState): void {
    this.#payments.callChanged(state);
    this.#announcePeople(state);
    this.#render();
  }

  #announcePeople(state: CallState): void {
    const names = new Map(state.peers.map((peer) => [peer.participantId, peer.displayName]));
    const announcer = byId('announcer', HTMLElement);
    for (const [id, name] of names) {
      if (!this.#peerNames.has(id)) setText(announcer, this.#messages.joined(name));
    }
    for (const [id, name] of this.#peerNames) {
      if (!names.has(id) && !this.#hasLeft) setText(announcer, this.#messages.left(name));
    }
    this.#peerNames = names;
  }

  #render(): void {
    const { state } = this.#call;
    const messages = this.#messages;
    this.#stage.render(state, messages, this.#hasLeft && this.#payments.isBusy);
    this.#toolbar.render(state, messages, this.#payments.isMounted);
    // What waits is in sight, or one press away, once the drawer is open.
    this.#toolbar.renderApps(this.#drawer.isOpen, this.#drawer.isOpen ? 0 : this.#payments.waiting, messages);
    this.#drawer.render(messages, this.#payments.waiting, this.#payments.isBusy);
    if (this.#drawer.isOpen && this.#drawer.view === 'details') {
      this.#details.render(state, this.#payments.relayIsOpen, messages, this.#preferences.locale);
    }
    if (this.#drawer.view === 'settings') this.#settings.render(state.local, messages);
  }
}
