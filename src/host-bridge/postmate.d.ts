/** The part of postmate 1.5.2 that is used here; its published types are wrong about the promise and hide `child`. */
declare module 'postmate' {
  interface ParentAPI {
    readonly frame: HTMLIFrameElement;
    /** Cached by postmate when the frame is made, and stale once the frame has been moved: set it before a call. */
    child: Window;
    /** Of the window's messages: it is there from the handshake on. */
    readonly listener: (event: MessageEvent) => void;
    call(property: string, data: unknown): void;
  }

  interface ChildAPI {
    emit(name: string, data: unknown): void;
  }

  interface FrameOptions {
    /** Only `appendChild` is called, before `src` is set. */
    readonly container: { appendChild(frame: HTMLIFrameElement): unknown };
    readonly url: string;
    readonly model: Readonly<Record<string, unknown>>;
  }

  const Postmate: {
    /** The constructor returns a promise, not an instance. */
    new (options: FrameOptions): Promise<ParentAPI>;
    readonly Model: new (model: Record<string, unknown>) => Promise<ChildAPI>;
  };

  export type { ChildAPI, FrameOptions, ParentAPI };
  export default Postmate;
}
