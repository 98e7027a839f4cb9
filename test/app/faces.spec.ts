/** When something fails the window says what, why, and what to do; and the way on that it offers works. */
import { DeleteBucketCommand, DeleteObjectCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { join } from 'node:path'
import { startApp } from '../support/app.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { startStoreProcess } from '../support/storeProcess.ts'
import { clientFor } from '../support/testServer.ts'
import { expect, serverNamed, test, windowServers } from './fixtures.ts'

for (const name of windowServers) {
  test(`a wrong secret is told apart from an unknown key, ${name}`, async ({ window, store, ceph }) => {
    const server = serverNamed(name, { store, ceph })
    await window.openNewConnection()
    await window.fillConnection({ ...server, secretAccessKey: 'not the secret', name: 'Wrong' })
    await window.dialog.getByRole('button', { name: 'Test', exact: true }).click()
    const found = window.dialog.getByRole('list', { name: 'What the test found' })
    await expect(found).toContainText('Reached the server')
    await expect(found).toContainText('knows this access key, but the secret does not match it')
    await window.fillConnection({ ...server, accessKeyId: 'NOBODYKNOWSME', name: 'Wrong' })
    await window.dialog.getByRole('button', { name: /^Test/ }).click()
    await expect(found).toContainText('does not know this access key')
    await window.fillConnection({ ...server, name: 'Right' })
    await window.dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(window.dialog).toBeHidden()
    await expect(window.page.getByRole('navigation', { name: 'Places' })).toContainText('Right')
  })
}

test('an address where nothing answers, and https where there is none, say so', async ({ window, store }) => {
  await window.openNewConnection()
  const found = window.dialog.getByRole('list', { name: 'What the test found' })
  await window.fillConnection({ ...store, endpoint: 'http://127.0.0.1:1', name: 'Nobody' })
  await window.dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(found).toContainText('nothing answers there')
  await window.fillConnection({ ...store, endpoint: 'https://no-such-host.invalid', name: 'Nobody' })
  await window.dialog.getByRole('button', { name: /^Test/ }).click()
  await expect(found).toContainText('There is no server called no-such-host.invalid')
  await window.fillConnection({
    ...store,
    endpoint: store.endpoint.replace('http:', 'https:'),
    name: 'Nobody',
  })
  await window.dialog.getByRole('button', { name: /^Test/ }).click()
  await expect(found).toContainText('does not speak https on this port')
})

test('a bucket that is gone says so, and leads to the others', async ({ window, store, page }) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['1'] }, { versioning: 'never' })
  await window.open(store, bucket)
  const client = clientFor(store)
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a.txt' }))
  await client.send(new DeleteBucketCommand({ Bucket: bucket }))
  await page.reload()
  await expect(page.getByRole('alert')).toContainText(`There is no bucket “${bucket}”`)
  await window.button('Choose another bucket').click()
  await expect(page.getByText('Choose a bucket')).toBeVisible()
})

test('a bucket that may not be read says so, and the rest stays usable', async ({
  window,
  store,
  ceph,
  page,
}) => {
  const server = serverNamed('Ceph RGW', { store, ceph })
  const { bucket } = await bucketWith(server, { 'a.txt': ['1'] })
  const Statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:ListBucket',
    Resource: `arn:aws:s3:::${bucket}`,
  }
  await clientFor(server).send(
    new PutBucketPolicyCommand({
      Bucket: bucket,
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: [Statement] }),
    }),
  )
  await window.open(server, bucket)
  await expect(page.getByRole('alert')).toContainText('Ask whoever gave you the key for this permission')
  await window.openBucket('demo')
  await expect(window.row('README.md')).toBeVisible()
})

test('a server that is away shows why, and trying again works once it is back', async ({
  window,
  page,
  app,
}) => {
  const folder = join(app.folder, 'away')
  const first = await startStoreProcess(folder)
  const { bucket } = await bucketWith(first, { 'a.txt': ['1'] })
  await window.open(first, bucket)
  await expect(window.row('a.txt')).toBeVisible()
  await first.kill()
  await page.keyboard.press('F5')
  // What was read stays in sight.
  await expect(window.row('a.txt')).toBeVisible()
  await window.openBucket('demo')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('alert')).toContainText('nothing answers there')
  const second = await startStoreProcess(folder, '--port', new URL(first.endpoint).port)
  await window.button('Try again').first().click()
  await expect(window.row('a.txt')).toBeVisible()
  await second.end()
})

test('a window whose app was killed says so, and finds its way back by itself', async ({ page }) => {
  const first = await startApp()
  await page.goto(first.url)
  await expect(page.getByRole('treegrid')).toBeVisible()
  await first.kill()
  await expect(page.getByRole('status').filter({ hasText: 'Reconnecting…' })).toBeVisible()
  await first.close()
})
