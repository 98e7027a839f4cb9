import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServedRequest } from '../../../electron/localStore/http/served.ts'
import { serveStore } from '../../../electron/localStore/serveStore.ts'
import type { RunningStore } from '../../../electron/localStore/storeOptions.ts'
import { rawRequest, sendSigned, signRequest, type RawRequest } from '../../support/rawRequest.ts'
import type { TestServer } from '../../support/testServer.ts'

let folder: string
let store: RunningStore
let server: TestServer
let served: ServedRequest[]
let onServed: (request: ServedRequest) => void

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-server-'))
  served = []
  onServed = () => {}
  store = await serveStore(
    { folder },
    {
      onRequest(request) {
        served.push(request)
        onServed(request)
      },
    },
  )
  const { close: _, ...address } = store
  server = { name: 'local store', ...address }
  await rawRequest(server, { method: 'PUT', path: '/bucket' })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

/** Starts a request on a connection that is kept, without sending a body. */
function open(raw: RawRequest, agent?: Agent): ReturnType<typeof httpRequest> {
  const { method, target, headers } = signRequest(server, raw)
  const { hostname: host, port } = new URL(server.endpoint)
  return httpRequest({ host, port, method, path: target, headers, agent: agent ?? false })
}

async function responseTo(outgoing: ReturnType<typeof httpRequest>): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => outgoing.once('response', resolve).once('error', reject))
}

const huge = Buffer.alloc(32 * 1024 * 1024, 'h')

describe('an early refusal', () => {
  it('of a big upload is heard, and the connection goes on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const path of ['/nowhere/a', '/bucket/a']) {
      const headers = { 'content-md5': 'nonsense', 'content-length': String(huge.length) }
      const outgoing = open({ method: 'PUT', path, headers, payload: 'UNSIGNED-PAYLOAD' }, agent)
      outgoing.end(huge)
      const incoming = await responseTo(outgoing)
      expect(incoming.statusCode).toBe(path.startsWith('/nowhere') ? 404 : 400)
      incoming.resume()
      await once(outgoing, 'close')
    }
    agent.destroy()
  })

  it('reaches a client that waits for leave before it sends', async () => {
    const headers = { expect: '100-continue', 'content-length': String(huge.length) }
    const outgoing = open({ method: 'PUT', path: '/nowhere/a', headers, payload: 'UNSIGNED-PAYLOAD' })
    let mayContinue = false
    outgoing.on('continue', () => (mayContinue = true))
    outgoing.flushHeaders()
    const incoming = await responseTo(outgoing)
    expect([incoming.statusCode, incoming.headers.connection, mayContinue]).toEqual([404, 'close', false])
    incoming.resume()
    outgoing.destroy()
  })
})

describe('an upload', () => {
  it('of a client that waits gets its leave', async () => {
    const headers = { expect: '100-continue', 'content-length': '5' }
    const outgoing = open({ method: 'PUT', path: '/bucket/a', headers, payload: 'UNSIGNED-PAYLOAD' })
    outgoing.flushHeaders()
    await once(outgoing, 'continue')
    outgoing.end('hello')
    const incoming = await responseTo(outgoing)
    expect(incoming.statusCode).toBe(200)
    incoming.resume()
  })

  it('that breaks off leaves nothing', async () => {
    const gone = new Promise<ServedRequest>((resolve) => (onServed = resolve))
    const headers = { 'content-length': String(huge.length) }
    const outgoing = open({ method: 'PUT', path: '/bucket/a', headers, payload: 'UNSIGNED-PAYLOAD' })
    outgoing.on('error', () => {})
    await new Promise((resolve) => outgoing.write(huge.subarray(0, huge.length / 2), resolve))
    outgoing.destroy()
    expect(await gone).toMatchObject({ operation: 'PutObject', status: 0 })
    expect(readdirSync(join(folder, 'blobs'))).toEqual([])
    expect((await rawRequest(server, { path: '/bucket/a' })).status).toBe(404)
  })

  it('in parts that breaks off leaves the parts that arrived', async () => {
    const created = await rawRequest(server, { method: 'POST', path: '/bucket/a', query: { uploads: '' } })
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created.body.toString())?.[1] ?? ''
    const query = { uploadId, partNumber: '1' }
    await rawRequest(server, { method: 'PUT', path: '/bucket/a', query, body: 'arrived' })
    const parts = await rawRequest(server, { path: '/bucket/a', query: { uploadId } })
    expect(parts.body.toString()).toContain('<Size>7</Size>')
  })
})

/** A body in one chunk with a trailer behind it. */
function withTrailer(body: string, trailer: string, value: string): string {
  return `${body.length.toString(16)}\r\n${body}\r\n0\r\n${trailer}:${value}\r\n\r\n`
}

async function putWithTrailer(trailer: string, body: string): Promise<readonly unknown[]> {
  const headers = {
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': String('hello'.length),
    'x-amz-trailer': trailer,
  }
  const payload = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'
  const signed = signRequest(server, { method: 'PUT', path: '/bucket/a', headers, payload })
  const { status, code } = await sendSigned(server, signed, body)
  const read = await rawRequest(server, { path: '/bucket/a' })
  return [status, code, read.status === 200 ? read.body.toString() : null]
}

describe('a checksum behind the body', () => {
  it.each([
    ['x-amz-checksum-crc32', 'NhCmhg=='],
    ['x-amz-checksum-crc32c', 'mnG7TA=='],
    ['x-amz-checksum-crc64nvme', 'M3eFcAZSQlc='],
    ['x-amz-checksum-sha1', 'qvTGHdzF6KLavt4PO0gs2a6pQ00='],
    ['x-amz-checksum-sha256', 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='],
  ])('%s is verified before anything is stored', async (trailer, value) => {
    const wrong = Buffer.from(value, 'base64').reverse().toString('base64')
    expect(await putWithTrailer(trailer, withTrailer('hello', trailer, wrong))).toEqual([
      400,
      'BadDigest',
      null,
    ])
    expect(await putWithTrailer(trailer, withTrailer('hello', trailer, value))).toEqual([200, null, 'hello'])
  })

  it('that was announced and does not come is missed', async () => {
    const [status, code] = await putWithTrailer('x-amz-checksum-crc32', '5\r\nhello\r\n0\r\n\r\n')
    expect([status, code]).toEqual([400, 'MalformedTrailerError'])
  })

  it('does not hide a body that is too short or too long', async () => {
    for (const body of ['hell', 'hello!']) {
      const [status, code] = await putWithTrailer(
        'x-amz-checksum-crc32',
        withTrailer(body, 'x-amz-checksum-crc32', 'NhCmhg=='),
      )
      expect([status, code]).toEqual([400, 'IncompleteBody'])
    }
  })
})

describe('a download', () => {
  it('goes on when its version is destroyed in the middle', async () => {
    await rawRequest(server, { method: 'PUT', path: '/bucket/a', body: huge })
    const outgoing = open({ path: '/bucket/a' })
    outgoing.end()
    const incoming = await responseTo(outgoing)
    await once(incoming, 'readable')
    const { status } = await rawRequest(server, { method: 'DELETE', path: '/bucket/a' })
    expect(status).toBe(204)
    expect((await buffer(incoming)).equals(huge)).toBe(true)
  })

  it('that breaks off lets go of its file', async () => {
    await rawRequest(server, { method: 'PUT', path: '/bucket/a', body: huge })
    const outgoing = open({ path: '/bucket/a' })
    outgoing.end()
    const incoming = await responseTo(outgoing)
    await once(incoming, 'readable')
    incoming.destroy()
    await rawRequest(server, { method: 'DELETE', path: '/bucket/a' })
    await store.close()
    expect(readdirSync(join(folder, 'blobs'))).toEqual([])
    store = await serveStore({ folder })
  })
})

describe('the server', () => {
  it('sends no body with an error to HEAD', async () => {
    const { status, body, headers } = await rawRequest(server, { method: 'HEAD', path: '/bucket/nothing' })
    expect([status, body.length, headers['content-length'] ?? null]).toEqual([404, 0, null])
  })

  it('refuses by name what a header asks for and it does not do', async () => {
    for (const [header, value] of [
      ['x-amz-server-side-encryption', 'AES256'],
      ['x-amz-server-side-encryption-customer-algorithm', 'AES256'],
      ['x-amz-object-lock-mode', 'GOVERNANCE'],
      ['x-amz-acl', 'public-read'],
      ['x-amz-grant-read', 'id=x'],
      ['x-amz-write-offset-bytes', '3'],
      ['x-amz-checksum-sha512', 'x'],
    ] as const) {
      const answer = await rawRequest(server, {
        method: 'PUT',
        path: '/bucket/a',
        headers: { [header]: value },
        body: 'x',
      })
      expect([header, answer.status, answer.code]).toEqual([header, 501, 'NotImplemented'])
    }
    expect((await rawRequest(server, { path: '/bucket/a' })).status).toBe(404)
  })

  it('refuses what it does not have with 501, whatever the method', async () => {
    for (const [method, path, parameter] of [
      ['GET', '/bucket', 'acl'],
      ['PUT', '/bucket', 'policy'],
      ['DELETE', '/bucket', 'lifecycle'],
      ['GET', '/bucket/a', 'attributes'],
      ['GET', '/bucket/a', 'partNumber'],
      ['POST', '/bucket/a', 'restore'],
      ['PUT', '/bucket/a', 'renameObject'],
      ['DELETE', '/bucket/a', 'unheardOf'],
      ['PATCH', '/bucket/a', ''],
      ['OPTIONS', '/bucket/a', ''],
    ] as const) {
      const answer = await rawRequest(server, { method, path, query: parameter ? { [parameter]: '' } : {} })
      expect([method, parameter, answer.status]).toEqual([method, parameter, 501])
    }
  })

  it('is only for the owner a request expects', async () => {
    const headers = { 'x-amz-expected-bucket-owner': '123456789012' }
    const { status, code } = await rawRequest(server, { path: '/bucket', headers })
    expect([status, code]).toEqual([403, 'AccessDenied'])
  })

  it('counts each request before its answer arrives, with all that was asked', async () => {
    served.length = 0
    await rawRequest(server, { method: 'PUT', path: '/bucket/a%20b', body: 'x' })
    await rawRequest(server, { path: '/bucket/a%20b', query: { versionId: 'null' } })
    await rawRequest(server, { path: '/bucket', query: { 'list-type': '2' } })
    await rawRequest(server, { path: '/bucket', query: { acl: '' } })
    await rawRequest(server, { path: '/', signing: 'none' })
    expect(served).toMatchObject([
      { operation: 'PutObject', bucket: 'bucket', key: 'a b', versionId: null, status: 200 },
      { operation: 'GetObject', bucket: 'bucket', key: 'a b', versionId: 'null', status: 200 },
      { operation: 'ListObjectsV2', bucket: 'bucket', key: null, versionId: null, status: 200 },
      { operation: 'Unknown', bucket: 'bucket', key: null, versionId: null, status: 501 },
      { operation: 'ListBuckets', bucket: null, key: null, versionId: null, status: 403 },
    ])
  })

  it('answers two requests that came in one packet', async () => {
    const { hostname, port } = new URL(server.endpoint)
    const one = (path: string): string => {
      const { method, target, headers } = signRequest(server, { path })
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      return `${method} ${target} HTTP/1.1\r\n${lines.join('')}`
    }
    const socket = connect(Number(port), hostname)
    socket.write(`${one('/bucket')}\r\n${one('/nowhere')}Connection: close\r\n\r\n`)
    const answers = await text(socket)
    expect(Array.from(answers.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status)).toEqual(['200', '404'])
  })

  it('keeps the bytes of metadata that is not ASCII', async () => {
    const value = Buffer.from('Zoë – ☂').toString('latin1')
    await rawRequest(server, {
      method: 'PUT',
      path: '/bucket/a',
      headers: { 'x-amz-meta-name': value },
      body: Buffer.from('x'),
    })
    const { headers } = await rawRequest(server, { method: 'HEAD', path: '/bucket/a' })
    expect(headers['x-amz-meta-name']).toBe(value)
  })

  it('closes although clients keep connections open', async () => {
    const agent = new Agent({ keepAlive: true })
    const outgoing = open({ path: '/bucket' }, agent)
    outgoing.end()
    const incoming = await responseTo(outgoing)
    await text(incoming)
    await store.close()
    await expect(rawRequest(server, { path: '/bucket' })).rejects.toThrow('ECONNREFUSED')
    agent.destroy()
    store = await serveStore({ folder })
  })
})
