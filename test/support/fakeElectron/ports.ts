/** MessagePorts of the main process: events with data, queued until started, structured clone enforced. */
import { EventEmitter } from 'node:events'

export class MessagePortMain extends EventEmitter {
  #peer: MessagePortMain | null = null
  #sink: ((value: unknown) => void) | null = null
  #onClosed: (() => void) | null = null
  #queue: unknown[] = []
  #started = false
  #closed = false

  entangle(peer: MessagePortMain): void {
    this.#peer = peer
  }

  /** What is posted to this end leaves for the page from now on. */
  sendAway(sink: (value: unknown) => void, onClosed: () => void): void {
    this.#sink = sink
    this.#onClosed = onClosed
    for (const value of this.#queue.splice(0)) sink(value)
  }

  postMessage(value: unknown): void {
    if (this.#closed) return
    this.#peer?.receive(structuredClone(value))
  }

  receive(value: unknown): void {
    if (this.#closed) return
    if (this.#sink !== null) this.#sink(value)
    else if (this.#started) this.emit('message', { data: value, ports: [] })
    else this.#queue.push(value)
  }

  start(): void {
    this.#started = true
    for (const value of this.#queue.splice(0)) this.emit('message', { data: value, ports: [] })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#onClosed?.()
    this.emit('close')
    this.#peer?.close()
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    this.port1.entangle(this.port2)
    this.port2.entangle(this.port1)
  }
}
