/** The connections a person keeps: profiles on disk, secrets in the vault, one S3Server each while in use. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { failed } from '../../shared/failure.ts'
import { connectionSchema, type Connection, type ConnectionDraft } from '../../shared/model/connection.ts'
import { openJsonFile, type JsonFile } from '../platform/jsonFile.ts'
import type { Secret, Vault } from '../platform/vault.ts'
import { capabilitiesSchema, type Capabilities } from '../../shared/model/capabilities.ts'
import { EndpointCapabilities, type CapabilityFile } from '../s3/capabilities.ts'
import { S3Server } from '../s3/server.ts'

/** A connection that comes with the app, its keys included. */
export type BuiltIn = { readonly connection: Connection; readonly secret: Secret }

const keptSchema = z.array(connectionSchema.omit({ secretPlace: true, builtIn: true }))
type Kept = z.infer<typeof keptSchema>[number]

export class Connections {
  readonly #file: JsonFile<Kept[]>
  readonly #vault: Vault
  /** What endpoints were found to do, kept between starts. */
  readonly #capabilities: JsonFile<Record<string, Capabilities>>
  readonly #servers = new Map<string, Promise<S3Server>>()
  readonly #listeners = new Set<() => void>()
  #builtIn: BuiltIn | null = null

  constructor(dataFolder: string, vault: Vault) {
    this.#file = openJsonFile(dataFolder, 'connections', keptSchema, [])
    this.#vault = vault
    this.#capabilities = openJsonFile(
      dataFolder,
      'capabilities',
      z.record(z.string(), capabilitiesSchema),
      {},
    )
  }

  /** The embedded store has started, or ended. */
  setBuiltIn(builtIn: BuiltIn | null): void {
    this.#builtIn = builtIn
    this.#tell()
  }

  /** Kept ones in the order they were added, the built-in one last. */
  async list(): Promise<Connection[]> {
    const kept = await Promise.all(this.#file.read().map((profile) => this.#withPlace(profile)))
    return this.#builtIn ? [...kept, this.#builtIn.connection] : kept
  }

  /** Answers with the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Failures: not-found (connection-gone) for an id nobody knows; invalid-request without any secret. */
  async save(draft: ConnectionDraft): Promise<Connection> {
    const { id: givenId, secretAccessKey: _secret, sessionToken: _token, ...fields } = draft
    const secret = await this.secretFor(draft)
    const kept = this.#file.read()
    if (givenId !== null && !kept.some(({ id }) => id === givenId)) throw connectionGone()
    const profile: Kept = { id: givenId ?? randomUUID(), ...fields }
    await this.#vault.write(profile.id, secret)
    const others = kept.some(({ id }) => id === profile.id)
      ? kept.map((other) => (other.id === profile.id ? profile : other))
      : [...kept, profile]
    this.#file.write(others)
    await this.#closeServer(profile.id)
    this.#tell()
    return this.#withPlace(profile)
  }

  async forget(connectionId: string): Promise<void> {
    await this.#vault.forget(connectionId)
    this.#file.write(this.#file.read().filter(({ id }) => id !== connectionId))
    await this.#closeServer(connectionId)
    this.#tell()
  }

  /** The draft's own secret, or the one that is kept for it. */
  async secretFor(draft: ConnectionDraft): Promise<Secret> {
    if (draft.secretAccessKey !== null) {
      return { secretAccessKey: draft.secretAccessKey, sessionToken: draft.sessionToken }
    }
    const kept = draft.id === null ? null : await this.#vault.read(draft.id)
    if (kept === null) throw secretMissing(draft.name)
    return kept
  }

  async connection(connectionId: string): Promise<Connection> {
    const found = (await this.list()).find(({ id }) => id === connectionId)
    if (found === undefined) throw connectionGone()
    return found
  }

  /** The server behind a connection, opened at first use. Failures: not-found, signed-out (secret-missing). */
  server(connectionId: string): Promise<S3Server> {
    const known = this.#servers.get(connectionId)
    if (known) return known
    const opening = this.#open(connectionId)
    this.#servers.set(connectionId, opening)
    opening.catch(() => this.#servers.delete(connectionId))
    return opening
  }

  /** What its server was found to do. Failures: not-found (connection-gone). */
  async learned(connectionId: string): Promise<EndpointCapabilities> {
    const { endpoint, builtIn } = await this.connection(connectionId)
    if (builtIn) return (await this.server(connectionId)).capabilities
    return new EndpointCapabilities(endpoint, this.#capabilities)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers.keys()].map((id) => this.#closeServer(id)))
  }

  async #open(connectionId: string): Promise<S3Server> {
    const connection = await this.connection(connectionId)
    const secret = connection.builtIn ? this.#builtIn?.secret : await this.#vault.read(connectionId)
    if (!secret) throw secretMissing(connection.name)
    // The built-in store has another address at every start.
    return openServer(connection, secret, connection.builtIn ? undefined : this.#capabilities)
  }

  async #closeServer(connectionId: string): Promise<void> {
    const opening = this.#servers.get(connectionId)
    this.#servers.delete(connectionId)
    const server = await opening?.catch(() => null)
    server?.close()
  }

  async #withPlace(profile: Kept): Promise<Connection> {
    const secret = await this.#vault.read(profile.id)
    return { ...profile, builtIn: false, secretPlace: secret === null ? 'missing' : this.#vault.place }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

export function openServer(
  profile: Pick<Connection, 'endpoint' | 'region' | 'pathStyle' | 'accessKeyId'>,
  secret: Secret,
  capabilities?: CapabilityFile,
): S3Server {
  const { endpoint, region, pathStyle, accessKeyId } = profile
  return new S3Server({ endpoint, region, pathStyle, credentials: { accessKeyId, ...secret } }, capabilities)
}

const connectionGone = () =>
  failed({
    code: 'not-found',
    reason: 'connection-gone',
    message: 'This connection does not exist any more.',
  })

const secretMissing = (name: string) =>
  failed({
    code: 'signed-out',
    reason: 'secret-missing',
    message: `The secret of “${name}” is not known any more.`,
    advice: 'Enter it again: this computer has no keychain that Strata could keep it in.',
    wayOn: 'edit-connection',
  })
