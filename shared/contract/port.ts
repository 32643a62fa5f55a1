/**
 * A two-way pipe for structured-cloneable messages between a window and the core.
 *
 * It hides how they are connected: a MessagePort straight to the core where Electron has utility processes that can
 * load the store, or messages relayed by the shell where the core is a forked Node process.
 */
export interface Port {
  post(message: unknown): void
  /** One handler; a later call replaces it. */
  onMessage(handler: (message: unknown) => void): void
  onClose(handler: () => void): void
  close(): void
}
