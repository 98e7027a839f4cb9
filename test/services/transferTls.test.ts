/** Files up to a real gateway over https and down again, by the app in a process that trusts its certificate. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
import { startCeph } from '../support/ceph.ts'
import { seeded } from '../support/random.ts'
import { testFolder } from '../support/testFolder.ts'
import { hashesBelow, mixedFiles, writeFiles } from '../support/transferFiles.ts'
import { runTransfer } from '../support/transferProcess.ts'

it.skipIf('why' in inject('ceph'))(
  'files go to Ceph over https and come back, byte for byte, also when the app is killed on the way',
  { timeout: 120_000 },
  async () => {
    const ceph = await startCeph({ tls: true })
    try {
      const folder = testFolder('tls')
      const ca = join(folder, 'ca.pem')
      writeFileSync(ca, ceph.ca ?? '')
      const hashes = writeFiles(join(folder, 'kit'), mixedFiles(seeded(3), 20))
      const { bucket } = await bucketWith(ceph)
      const moved = async (name: string, order: Parameters<typeof runTransfer>[0]['order']) => {
        const own = join(folder, name)
        mkdirSync(join(own, 'data'), { recursive: true })
        const { accessKeyId, secretAccessKey, tlsEndpoint = '' } = ceph
        const job = { folder: own, endpoint: tlsEndpoint, accessKeyId, secretAccessKey, order }
        const trusting = { NODE_EXTRA_CA_CERTS: ca }
        return (await runTransfer(job, 300, trusting)) ?? runTransfer(job, null, trusting)
      }
      const all = { state: 'done', doneCount: Object.keys(hashes).length, failedCount: 0 }
      const up = await moved('up', { kind: 'up', bucket, paths: [join(folder, 'kit')] })
      expect(up?.batch).toMatchObject(all)
      const to = join(folder, 'to')
      mkdirSync(to)
      const down = await moved('down', { kind: 'down', bucket, prefix: 'kit/', to })
      expect(down?.batch).toMatchObject(all)
      expect(new Set(down?.items.map(({ checked }) => checked))).toEqual(new Set(['hash']))
      expect(hashesBelow(join(to, 'kit'))).toEqual(hashes)
    } finally {
      await ceph.stop()
    }
  },
)
