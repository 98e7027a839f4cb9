/** A purge handed to the server: said in words, refused or read back, and taken away again. */
import { GetBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3'
import type { Page } from '@playwright/test'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor } from '../support/testServer.ts'
import { expect, serverNamed, test } from './fixtures.ts'

async function openPurge(page: Page, bucket: string): Promise<void> {
  const places = page.getByRole('navigation', { name: 'Places' })
  await places.getByText(bucket, { exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Purge Old Versions…' }).click()
}

test('a server without lifecycle rules is said to be one', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store)
  await window.open(store, bucket)
  await openPurge(page, bucket)
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Keep doing this…' }).click()
  await expect(sheet).toContainText('This server keeps no lifecycle rules.')
  await expect(sheet.getByRole('button', { name: 'Write the rule…' })).toBeHidden()
  await sheet.getByRole('button', { name: 'Back' }).click()
  await expect(sheet.getByLabel('Keep the newest')).toHaveValue('3')
})

test('a rule is refused where the server drops how many to keep, written where it keeps it, and removed', async ({
  window,
  page,
  store,
  ceph,
}) => {
  const server = serverNamed('Ceph RGW', { store, ceph })
  const { bucket } = await bucketWith(server)
  await window.open(server, bucket)
  await openPurge(page, bucket)
  const sheet = page.getByRole('dialog')
  const write = async (): Promise<void> => {
    await sheet.getByRole('button', { name: 'Keep doing this…' }).click()
    await sheet.getByRole('button', { name: 'Write the rule…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Write the rule' }).click()
  }
  await write()
  await expect(sheet).toContainText('left out “keep the newest 2 old versions of every file”')
  await expect(sheet).toContainText('the rules from before are back in place')
  await sheet.getByRole('button', { name: 'Back' }).click()
  await sheet.getByLabel('Keep the newest').fill('')
  await write()
  await expect(sheet).toContainText('The server keeps this rule now. It was read back')
  await expect(sheet).toContainText('30 days after the delete the server destroys it too')
  const asked = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })
  const { Rules } = await clientFor(server).send(asked)
  expect(Rules?.map(({ ID, Status }) => [ID, Status])).toEqual([['strata-purge-all', 'Enabled']])
  await sheet.getByRole('button', { name: 'Remove this rule…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the rule' }).click()
  await expect(window.notice(/rule is removed/)).toBeVisible()
})
