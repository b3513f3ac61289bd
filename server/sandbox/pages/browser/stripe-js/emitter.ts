type Listener<E> = (event: E) => void

/** `on`, `off`, `once` as every object of Stripe.js has them, by the event's name. */
export class Emitter<Events extends { readonly [name: string]: unknown }> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>()

  on<N extends keyof Events>(name: N, listener: Listener<Events[N]>): this {
    const known = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, known.add(listener))
    return this
  }

  once<N extends keyof Events>(name: N, listener: Listener<Events[N]>): this {
    const first: Listener<Events[N]> = event => {
      this.off(name, first)
      listener(event)
    }
    return this.on(name, first)
  }

  /** Without a listener, all of that name. */
  off<N extends keyof Events>(name: N, listener?: Listener<Events[N]>): this {
    if (listener) this.#listeners.get(name)?.delete(listener)
    else this.#listeners.delete(name)
    return this
  }

  protected emit<N extends keyof Events>(name: N, event: Events[N]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) asListenerOf<Events[N]>(listener)(event)
  }
}

/** Listeners are kept under the name whose events they take. */
const asListenerOf = <E>(listener: Listener<never>): Listener<E> => listener as Listener<E>
