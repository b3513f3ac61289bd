import {
  type ElementOptions,
  type FrameMessage,
  type HostMessage,
  hello,
  type Request,
} from '#server/sandbox/pages/browser/frame-protocol.ts'
import { StripeFailure } from './failure.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

const destroyed = new StripeFailure({
  type: 'invalid_request_error',
  message: 'The Element was destroyed before it could answer.',
})

/** The sandbox's frame in the host's page, and the port that leads into it. */
export class FrameLink {
  readonly iframe: HTMLIFrameElement
  readonly #origin: string
  readonly #onMessage: (message: FrameMessage) => void
  readonly #waiting = new Map<number, Waiting>()
  #unsent: HostMessage[] = []
  #port: MessagePort | undefined
  #asked = 0

  constructor(origin: string, title: string, onMessage: (message: FrameMessage) => void) {
    this.#origin = origin
    this.#onMessage = onMessage
    this.iframe = document.createElement('iframe')
    this.iframe.title = title
    this.iframe.src = `${origin}/elements/frame`
    this.iframe.allow = 'payment *; clipboard-write'
    Object.assign(this.iframe.style, frameStyle)
    window.addEventListener('message', this.#greeted)
  }

  send(message: HostMessage): void {
    if (this.#port) this.#port.postMessage(message)
    else this.#unsent.push(message)
  }

  show(options: ElementOptions): void {
    this.send({ type: 'options', options })
  }

  /** @throws {StripeFailure} what the fields or the API refuse. */
  ask(request: Request): Promise<unknown> {
    this.#asked += 1
    const id = this.#asked
    const answered = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.send({ type: 'request', id, request })
    return answered
  }

  close(): void {
    window.removeEventListener('message', this.#greeted)
    this.#port?.close()
    this.iframe.remove()
    for (const { reject } of this.#waiting.values()) reject(destroyed)
    this.#waiting.clear()
  }

  /** A frame that was taken out of the page and put back starts anew, and greets again. */
  readonly #greeted = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.iframe.contentWindow || origin !== this.#origin || data !== hello) return
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (event: MessageEvent<FrameMessage>) => this.#received(event.data)
    this.iframe.contentWindow?.postMessage(hello, this.#origin, [port2])
    this.#port = port1
    for (const message of this.#unsent.splice(0)) port1.postMessage(message)
  }

  #received(message: FrameMessage): void {
    if (message.type === 'height') this.iframe.style.height = `${message.px}px`
    else if (message.type !== 'outcome') this.#onMessage(message)
    else {
      const waiting = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      const { outcome } = message
      if (outcome.type === 'done') waiting?.resolve(outcome.value)
      else waiting?.reject(new StripeFailure(outcome.error))
    }
  }
}

const frameStyle: Partial<CSSStyleDeclaration> = {
  display: 'block',
  width: 'calc(100% + 6px)',
  margin: '-3px',
  border: '0',
  colorScheme: 'normal',
  height: '44px',
}
