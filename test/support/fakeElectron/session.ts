/** The session: protocols it serves, requests it lets through, permissions it gives. */
import { mustBeReady, mustNotBeReady, host } from './host.ts'

type Handler = (request: Request) => Promise<Response>
type RequestFilter = (details: { readonly url: string }, answer: (to: { cancel?: boolean }) => void) => void
type PermissionHandler = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void
type PermissionCheck = (contents: unknown, permission: string) => boolean

class Session {
  readonly #schemes = new Map<string, Handler>()
  #filter: RequestFilter | null = null
  #permissionHandler: PermissionHandler | null = null
  #permissionCheck: PermissionCheck | null = null

  readonly protocol = {
    handle: (scheme: string, handler: Handler): void => {
      mustBeReady('protocol.handle')
      if (!host.schemesDeclared) throw new Error(`The scheme ${scheme} was not registered as privileged.`)
      this.#schemes.set(scheme, handler)
    },
  }

  readonly webRequest = {
    onBeforeRequest: (filter: RequestFilter): void => {
      this.#filter = filter
    },
  }

  setPermissionRequestHandler(handler: PermissionHandler): void {
    this.#permissionHandler = handler
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.#permissionCheck = handler
  }

  setDevicePermissionHandler(): void {
    mustBeReady('setDevicePermissionHandler')
  }

  /** Without a filter everything goes through, as in Electron. */
  mayRequest(url: string): boolean {
    let cancelled = false
    this.#filter?.({ url }, ({ cancel = false }) => {
      cancelled = cancel
    })
    return !cancelled
  }

  /** null: nobody serves this. */
  async answer(url: string, method: string, headers: Record<string, string>): Promise<Response | null> {
    const handler = this.#schemes.get(new URL(url).protocol.replace(':', ''))
    return handler === undefined ? null : handler(new Request(url, { method, headers }))
  }

  /** Without a handler Electron grants what is asked. */
  permits(permission: string): { readonly asked: boolean; readonly checked: boolean } {
    let asked = this.#permissionHandler === null
    this.#permissionHandler?.(null, permission, (granted) => {
      asked = granted
    })
    return { asked, checked: this.#permissionCheck?.(null, permission) ?? true }
  }
}

export const defaultSession = new Session()

export const session = {
  get defaultSession(): Session {
    mustBeReady('session.defaultSession')
    return defaultSession
  },
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    mustNotBeReady('protocol.registerSchemesAsPrivileged')
    if (schemes.length > 0) host.schemesDeclared = true
  },
}
