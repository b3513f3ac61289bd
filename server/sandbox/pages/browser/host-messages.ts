/** What a page of the sandbox tells the page that shows it in a frame; nothing in it is a secret. */
export type HostMessage =
  | { readonly type: 'resize'; readonly height: number }
  | { readonly type: 'complete'; readonly returnUrl: string | null }

interface Envelope {
  readonly source: 'stripe-sandbox'
}

const isOurs = (data: unknown): data is HostMessage & Envelope =>
  typeof data === 'object' && data !== null && 'source' in data && data.source === 'stripe-sandbox'

export function tellHost(message: HostMessage): void {
  if (window.parent !== window) window.parent.postMessage({ source: 'stripe-sandbox', ...message }, '*')
}

/** Tells the host how tall the page is, now and whenever that changes. */
export function followHeight(): void {
  const root = document.documentElement
  new ResizeObserver(() => tellHost({ type: 'resize', height: root.offsetHeight })).observe(root)
}

/** Hears what one frame of the sandbox's tells; the answered function stops it. */
export function listenTo(
  frame: HTMLIFrameElement,
  origin: string,
  heard: (message: HostMessage) => void,
): () => void {
  const listener = (event: MessageEvent): void => {
    if (event.source === frame.contentWindow && event.origin === origin && isOurs(event.data))
      heard(event.data)
  }
  window.addEventListener('message', listener)
  return () => window.removeEventListener('message', listener)
}
