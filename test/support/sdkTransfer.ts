/**
 * The ceiling: the SDK in a tight loop, from memory and to nowhere, with Content-MD5 but without a disk, a journal or
 * a word to anybody. A script to be forked.
 */
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { createHash, randomFillSync } from 'node:crypto'
import { Agent } from 'node:http'
import { Readable } from 'node:stream'
import { serveOrder, type PreparedTransfer, type TransferOrder } from './forkedTransfer.ts'
import { clientFor } from './testServer.ts'

const partBytes = 8 * 1024 ** 2

type File = TransferOrder['files'][number]
type Call = () => Promise<void>

const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('base64')

async function eachOf(calls: readonly Call[], atOnce: number): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let call = calls[next++]; call; call = calls[next++]) await call()
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** Where a file is cut, both ends inclusive. */
function cutsOf({ sizeBytes }: File): readonly { readonly from: number; readonly to: number }[] {
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, at) => ({
    from: at * partBytes,
    to: Math.min(sizeBytes, (at + 1) * partBytes) - 1,
  }))
}

async function putInParts(s3: S3Client, order: TransferOrder, file: File, memory: Uint8Array): Promise<void> {
  const target = { Bucket: order.bucket, Key: file.key }
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target))
  const parts: CompletedPart[] = []
  const calls = cutsOf(file).map(({ from, to }, at) => async () => {
    const Body = memory.subarray(0, to - from + 1)
    const part = { ...target, UploadId, PartNumber: at + 1, Body, ContentMD5: md5Of(Body) }
    parts[at] = { PartNumber: at + 1, ETag: (await s3.send(new UploadPartCommand(part))).ETag }
  })
  await eachOf(calls, order.atOnce)
  await s3.send(
    new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: parts } }),
  )
}

async function put(s3: S3Client, { bucket }: TransferOrder, file: File, memory: Uint8Array): Promise<void> {
  const Body = memory.subarray(0, file.sizeBytes)
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: file.key, Body, ContentMD5: md5Of(Body) }))
}

async function get(s3: S3Client, { bucket }: TransferOrder, { key }: File, Range?: string): Promise<void> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range }))
  if (!(Body instanceof Readable)) throw new Error('no body')
  Body.resume()
  await new Promise((resolve, reject) => Body.once('end', resolve).once('error', reject))
}

async function transfer(s3: S3Client, order: TransferOrder, memory: Uint8Array): Promise<void> {
  const isBig = (file: File): boolean => file.sizeBytes > partBytes
  const small = order.files.filter((file) => !isBig(file))
  const big = order.files.filter(isBig)
  if (order.direction === 'up') {
    await eachOf(
      small.map((file) => () => put(s3, order, file, memory)),
      order.atOnce,
    )
    for (const file of big) await putInParts(s3, order, file, memory)
    return
  }
  const ranges = big.flatMap((file) =>
    cutsOf(file).map(
      ({ from, to }) =>
        () =>
          get(s3, order, file, `bytes=${from}-${to}`),
    ),
  )
  await eachOf([...small.map((file) => () => get(s3, order, file)), ...ranges], order.atOnce)
}

async function prepare(order: TransferOrder): Promise<PreparedTransfer> {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: order.atOnce })
  const s3 = clientFor(order.server, { requestHandler: new NodeHttpHandler({ httpAgent }) })
  const memory = randomFillSync(new Uint8Array(partBytes))
  return {
    run: () => transfer(s3, order, memory),
    close: async () => s3.destroy(),
  }
}

await serveOrder(prepare)
