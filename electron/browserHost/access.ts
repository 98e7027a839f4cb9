/** Who may talk to the browser host: the page it opened itself, on this computer, and nobody else. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

function same(a: string | undefined, b: string): boolean {
  const given = Buffer.from(a ?? '')
  const wanted = Buffer.from(b)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=')
    if (key === name) return value
  }
  return undefined
}

export class Access {
  readonly #port: number
  #token: string | null = randomBytes(24).toString('base64url')
  readonly #session = randomBytes(24).toString('base64url')
  /** Known to the page alone: a cookie by itself opens neither the API nor the staging. */
  readonly pageSecret = randomBytes(24).toString('base64url')

  constructor(port: number) {
    this.#port = port
  }

  /** The one address that lets a browser in, once. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/?token=${this.#token ?? ''}`
  }

  /** Cookies don't know ports: the name bears ours. */
  get #cookieName(): string {
    return `strata-${this.#port}`
  }

  get cookie(): string {
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** Takes the token: it is right once. */
  redeem(token: string): boolean {
    if (this.#token === null || !same(token, this.#token)) return false
    this.#token = null
    return true
  }

  /** A name that leads here from elsewhere (DNS rebinding) is refused. */
  isOurHost(request: IncomingMessage): boolean {
    const { host } = request.headers
    return host === `127.0.0.1:${this.#port}` || host === `localhost:${this.#port}`
  }

  hasCookie(request: IncomingMessage): boolean {
    return same(cookieOf(request, this.#cookieName), this.#session)
  }

  /** For everything that acts: the origin is our own page, and it knows the secret. */
  isOurPage(request: IncomingMessage, secret: string | undefined): boolean {
    const ours = request.headers.origin === `http://${request.headers.host ?? ''}`
    return ours && this.hasCookie(request) && same(secret, this.pageSecret)
  }
}
