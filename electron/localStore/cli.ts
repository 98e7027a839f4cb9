/**
 * The store by itself, for people who develop against S3: `npm run store -- --dir D --port N`. Keys come from
 * S3_ACCESS_KEY and S3_SECRET_KEY; without them random ones are printed. Ends on SIGTERM and SIGINT with code 0.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { serveStore } from './serveStore.ts'
import type { StoreOptions } from './storeOptions.ts'

const usage = `usage: npm run store -- --dir DIRECTORY [--port PORT] [--log FILE] [--demo]

  --dir DIRECTORY  where the data is; made when missing
  --port PORT      on 127.0.0.1; a free one when left out
  --log FILE       append one JSON line per request
  --demo           give a new directory the bucket "demo"

S3_ACCESS_KEY and S3_SECRET_KEY are the keys; without them random ones are made and printed.`

const port = z.string().regex(/^\d{1,5}$/, '--port must be a number from 0 to 65535')

const argumentsSchema = z.object({
  dir: z.string({ error: '--dir is missing' }).min(1, '--dir is empty'),
  port: port
    .transform(Number)
    .refine((number) => number <= 65_535, '--port is above 65535')
    .default(0),
  log: z.string().optional(),
  demo: z.boolean().default(false),
})

const environmentSchema = z.object({
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
})

/** Throws a sentence on what is wrong with them. */
function readOptions(): StoreOptions {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      port: { type: 'string' },
      log: { type: 'string' },
      demo: { type: 'boolean' },
    },
  })
  const parsed = argumentsSchema.safeParse(values)
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('; '))
  const { dir: folder, demo: seedDemo, ...rest } = parsed.data
  const keys = environmentSchema.parse(process.env)
  return {
    ...rest,
    folder,
    seedDemo,
    accessKeyId: keys.S3_ACCESS_KEY || undefined,
    secretAccessKey: keys.S3_SECRET_KEY || undefined,
  }
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(usage)
  const options = readOptions()
  const store = await serveStore(options)
  const keys = [
    options.accessKeyId === undefined ? ` access_key=${store.accessKeyId}` : '',
    options.secretAccessKey === undefined ? ` secret_key=${store.secretAccessKey}` : '',
  ]
  console.log(`endpoint=${store.endpoint}${keys.join('')}`)
  let closing: Promise<void> | null = null
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      closing ??= store.close().catch(fail)
    })
  }
}

function fail(error: unknown): void {
  console.error(`store: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

main().catch(fail)
