/** The main job, as a person does it: a file goes up, is overwritten, comes back; is deleted, and comes back. */
import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { dropFiles } from './dropFiles.ts'
import { expect, serverNamed, serverNames, test } from './fixtures.ts'

async function textOf(server: TestServer, bucket: string, key: string): Promise<string> {
  const { Body } = await clientFor(server).send(new GetObjectCommand({ Bucket: bucket, Key: key }))
  return (await Body?.transformToString()) ?? ''
}

/** How many data versions and delete markers the server holds. */
async function heldBy(server: TestServer, bucket: string): Promise<{ versions: number; markers: number }> {
  const answer = await clientFor(server).send(new ListObjectVersionsCommand({ Bucket: bucket }))
  return { versions: answer.Versions?.length ?? 0, markers: answer.DeleteMarkers?.length ?? 0 }
}

for (const name of serverNames) {
  test(`a file goes up, is overwritten, restored, deleted, undeleted, and one version deleted forever: ${name}`, async ({
    window,
    page,
    app,
    store,
    ceph,
  }) => {
    test.slow()
    const server = serverNamed(name, { store, ceph })
    const { bucket } = await bucketWith(server)
    const folder = join(app.folder, 'hero')
    await mkdir(folder)
    await writeFile(join(folder, 'plan & draft.txt'), 'the first plan')
    await window.connectByDialog(server)
    await window.openBucket(bucket)
    await expect(page.getByText('This bucket is empty')).toBeVisible()

    await test.step('a folder is dropped on the window', async () => {
      await dropFiles(page, window.tree, [folder])
      await window.row('hero').dblclick()
      await window.row('plan & draft.txt').click()
      await expect(window.versions).toHaveCount(1)
      await expect(window.versions.first()).toContainText('current')
    })

    await test.step('somebody overwrites it elsewhere', async () => {
      await clientFor(server).send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: 'hero/plan & draft.txt',
          Body: 'a worse plan',
          ContentType: 'text/plain',
        }),
      )
      await page.keyboard.press('F5')
      await expect(window.versions).toHaveCount(2)
      await expect(window.inspector).toContainText('2 versions')
    })

    await test.step('an older version is looked at, saved, and restored', async () => {
      await window.versions.nth(1).getByRole('button').first().click()
      await expect(window.inspector).toContainText('the first plan')
      await window.versions.nth(1).getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Download This Version', exact: true }).click()
      await expect(window.notice(/is saved in/)).toBeVisible()
      expect(await readFile(join(app.downloads, 'plan & draft.txt'), 'utf8')).toBe('the first plan')
      await window.versions.nth(1).getByRole('button', { name: 'Restore' }).click()
      await expect(window.notice(/is again as it was/)).toBeVisible()
      await expect(window.versions).toHaveCount(3)
      expect(await textOf(server, bucket, 'hero/plan & draft.txt')).toBe('the first plan')
      expect(await heldBy(server, bucket)).toEqual({ versions: 3, markers: 0 })
    })

    await test.step('it is deleted, which keeps its versions', async () => {
      await window.tree.focus()
      await page.keyboard.press('Delete')
      await expect(window.notice(/is deleted\. 3 versions are kept/)).toBeVisible()
      await expect(window.row('plan & draft.txt')).toBeHidden()
      expect(await heldBy(server, bucket)).toEqual({ versions: 3, markers: 1 })
    })

    await test.step('it is seen among the deleted, and undeleted', async () => {
      await window.showDeleted()
      await window.row('plan & draft.txt').click()
      await expect(window.row('plan & draft.txt')).toContainText('deleted')
      await expect(window.versions.first()).toContainText('Deleted today')
      await window.versions.first().getByRole('button', { name: 'Undelete' }).click()
      await expect(window.notice(/is back/)).toBeVisible()
      await expect(window.row('plan & draft.txt').getByText('deleted', { exact: true })).toBeHidden()
      await expect(window.versions).toHaveCount(3)
      expect(await heldBy(server, bucket)).toEqual({ versions: 3, markers: 0 })
      expect(await textOf(server, bucket, 'hero/plan & draft.txt')).toBe('the first plan')
    })

    await test.step('one version is deleted forever, once its name was typed', async () => {
      await window.versions.nth(1).getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete This Version Forever…' }).click()
      const question = page.getByRole('alertdialog')
      await expect(question.getByRole('button', { name: 'Delete forever' })).toBeDisabled()
      await question.getByRole('textbox').fill('plan & draft.txt')
      await question.getByRole('button', { name: 'Delete forever' }).click()
      await expect(window.notice(/gone for good\. 2 versions are kept/)).toBeVisible()
      await expect(window.versions).toHaveCount(2)
      expect(await heldBy(server, bucket)).toEqual({ versions: 2, markers: 0 })
    })
  })
}

test('a delete can be taken back at once, from what is told about it', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one'] })
  await window.open(store, bucket)
  await window.row('a.txt').click()
  await page.keyboard.press('Delete')
  await expect(window.row('a.txt')).toBeHidden()
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undelete' }).click()
  await expect(window.row('a.txt')).toBeVisible()
})

test('where no versions are kept a delete asks first', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one'] }, { versioning: 'never' })
  await window.open(store, bucket)
  await window.row('a.txt').click()
  await page.keyboard.press('Delete')
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.row('a.txt')).toBeVisible()
  expect(await textOf(store, bucket, 'a.txt')).toBe('one')
})

test('selecting a file costs two requests, and running through a list costs none on the way', async ({
  window,
  page,
  store,
}) => {
  const names = Array.from({ length: 20 }, (_, index) => `f${String(index).padStart(2, '0')}.txt`)
  const { bucket } = await bucketWith(store, Object.fromEntries(names.map((key) => [key, ['1', '2']])))
  await window.openCounted(store, bucket)
  await expect(window.row('f00.txt')).toBeVisible()
  await window.row('f00.txt').click()
  await expect(window.versions).toHaveCount(2)
  await expect(window.inspector).toContainText('application/octet-stream')
  expect(store.requests().length).toBe(2)
  await window.tree.focus()
  for (let step = 0; step < 19; step += 1) await page.keyboard.press('ArrowDown')
  await expect(window.inspector).toContainText('f19.txt')
  await expect(window.versions).toHaveCount(2)
  expect(store.requests().length).toBeLessThan(20)
})

test('space shows a file big, arrows lead on, space closes it', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['this is a'], 'b.txt': ['this is b'] })
  await window.open(store, bucket)
  await window.row('a.txt').click()
  await page.keyboard.press('Space')
  const look = page.getByRole('dialog')
  await expect(look).toContainText('this is a')
  await page.keyboard.press('ArrowDown')
  await expect(look).toContainText('this is b')
  await page.keyboard.press('Space')
  await expect(look).toBeHidden()
  await expect(window.row('b.txt')).toHaveAttribute('aria-selected', 'true')
})
