import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startBrowserHost, type BrowserHost } from '../../../electron/browserHost/browserHost.ts'
import { openServices, type Services } from '../../../electron/services.ts'
import { testPlatform } from '../../support/platform.ts'

let folder = ''
let services: Services
let host: BrowserHost

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-host-'))
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'page', 'index.html'), '<html><head></head></html>')
  writeFileSync(join(folder, 'page', 'assets', 'app.js'), 'run()')
  writeFileSync(join(folder, 'secret.txt'), 'not for anybody')
  services = await openServices(testPlatform(folder))
  host = await startBrowserHost(services, {
    port: 0,
    pageFolder: join(folder, 'page'),
    stagingFolder: join(folder, 'staging'),
  })
})

afterEach(async () => {
  await host.close()
  await services.close()
  rmSync(folder, { recursive: true, force: true })
})

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** Raw HTTP: fetch would neither send a foreign Host nor a path with dots. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
): Promise<Answer> {
  const { port } = new URL(host.url)
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (answer) => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (body += chunk))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      },
    )
    asked.once('error', reject)
    asked.end(options.body)
  })
}

async function signIn(): Promise<{ cookie: string; secret: string; origin: string }> {
  const { pathname, search, origin } = new URL(host.url)
  const { headers } = await ask(pathname + search)
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  const { body } = await ask('/', { headers: { cookie } })
  return { cookie, secret: /strata-secret" content="([^"]+)"/.exec(body)?.[1] ?? '', origin }
}

describe('the link', () => {
  it('lets a browser in once, by a cookie that scripts can not read and other sites do not send', async () => {
    const { pathname, search, port } = new URL(host.url)
    const first = await ask(pathname + search)
    expect([first.status, first.headers['location']]).toEqual([302, '/'])
    expect(String(first.headers['set-cookie'])).toMatch(
      new RegExp(`^strata-${port}=\\S+; HttpOnly; SameSite=Strict; Path=/$`),
    )
    expect((await ask(pathname + search)).status).toBe(403)
  })

  it('is needed: without its cookie nothing is served', async () => {
    for (const path of ['/', '/assets/app.js', '/content/x', '/api', '/?token=guess'])
      expect((await ask(path)).status).toBe(403)
  })
})

describe('the page', () => {
  it('comes with a policy that lets it load its own files and nothing else', async () => {
    const { cookie } = await signIn()
    const page = await ask('/', { headers: { cookie } })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect((await ask('/assets/app.js', { headers: { cookie } })).body).toBe('run()')
  })

  it.each([
    '/assets/',
    '/assets',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/index.html/',
  ])('%s does not exist', async (path) => {
    const { cookie } = await signIn()
    expect((await ask(path, { headers: { cookie } })).status).toBe(404)
  })

  it('is not served under a name that only leads here', async () => {
    const { cookie } = await signIn()
    expect((await ask('/', { headers: { cookie, host: 'evil.example' } })).status).toBe(403)
  })
})

describe('the API', () => {
  const connect = (headers: Record<string, string>, protocols: string[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${host.url.replace('http', 'ws').replace(/\/\?.*/, '')}/api`, protocols, {
        headers,
      })
      socket.once('open', () => {
        socket.close()
        resolve('open')
      })
      socket.once('error', (error) => resolve(error.message))
    })

  it('opens to our page only: cookie, origin and secret together', async () => {
    const { cookie, secret, origin } = await signIn()
    expect(await connect({ cookie, origin }, ['strata', secret])).toBe('open')
    const refused = 'Unexpected server response: 403'
    expect(await connect({ origin }, ['strata', secret])).toBe(refused)
    expect(await connect({ cookie, origin: 'https://evil.example' }, ['strata', secret])).toBe(refused)
    expect(await connect({ cookie }, ['strata', secret])).toBe(refused)
    expect(await connect({ cookie, origin }, ['strata', 'wrong'])).toBe(refused)
    expect(await connect({ cookie, origin }, ['strata'])).toBe(refused)
  })
})

describe('staging', () => {
  const frame = (segments: string[], bytes: Buffer): Buffer => {
    const head = Buffer.from(JSON.stringify({ segments, sizeBytes: bytes.byteLength, modifiedMs: 1 }))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(head.byteLength)
    return Buffer.concat([length, head, bytes])
  }

  it('takes many files in one body, odd names and empty ones included, and empties itself', async () => {
    const { cookie, secret, origin } = await signIn()
    const headers = { cookie, origin, 'x-strata-secret': secret }
    const post = (path: string, body?: Buffer) =>
      ask(path, { method: 'POST', headers, ...(body ? { body } : {}) })
    const { stagingId } = JSON.parse((await post('/staging', Buffer.from('{"names":["kit"]}'))).body)
    const big = Buffer.alloc(300_000, 7)
    const body = Buffer.concat([
      frame(['kit', '../../x'], Buffer.from('one')),
      frame(['kit', 'zero'], Buffer.alloc(0)),
      frame(['kit', 'big'], big),
      frame(['kit', 'sub', ''], Buffer.alloc(0)),
    ])
    expect((await post(`/staging/${stagingId}/files`, body)).status).toBe(200)
    const { dropId } = JSON.parse((await post(`/staging/${stagingId}/end`)).body)
    const { from, names } = services.drops.take(dropId)
    expect(names).toEqual(['kit'])
    const found = []
    for await (const each of services.drops.staged(dropId, AbortSignal.timeout(5000))) found.push(each)
    expect(
      found.map((each) => (each.kind === 'file' ? readFileSync(each.file.filePath).byteLength : each.kind)),
    ).toEqual([3, 0, 300_000, 'empty-folder'])
    expect(readdirSync(folder)).not.toContain('x')
    await services.drops.release(from)
    expect(readdirSync(join(folder, 'staging'))).toEqual([])
  })

  it('is closed to everybody but our page', async () => {
    const { cookie, secret, origin } = await signIn()
    const evil = { cookie, origin: 'https://evil.example', 'x-strata-secret': secret }
    expect((await ask('/staging', { method: 'POST', headers: evil })).status).toBe(403)
    expect((await ask('/staging', { method: 'POST', headers: { cookie, origin } })).status).toBe(403)
    expect((await ask('/', { method: 'PUT', headers: { cookie, origin } })).status).toBe(405)
  })

  it('says so when a body ends in the middle of a file', async () => {
    const { cookie, secret, origin } = await signIn()
    const headers = { cookie, origin, 'x-strata-secret': secret }
    const { stagingId } = JSON.parse(
      (await ask('/staging', { method: 'POST', headers, body: Buffer.from('{"names":["a"]}') })).body,
    )
    const cut = frame(['a'], Buffer.from('whole')).subarray(0, -2)
    const answer = await ask(`/staging/${stagingId}/files`, { method: 'POST', headers, body: cut })
    expect([answer.status, JSON.parse(answer.body).failure.reason]).toEqual([400, 'cut-short'])
  })
})
