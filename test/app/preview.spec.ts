/** Previews and the quick look: what they show, what they ask the server for, and what they say when they can't. */
import { bucketWith } from '../support/bucketWith.ts'
import { expect, test } from './fixtures.ts'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const damaged = /damaged/

test('selecting a film asks for its history and its facts, and for no byte of it', async ({
  window,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'film.mp4': ['not truly a film'] })
  await window.openCounted(store, bucket)
  await window.row('film.mp4').click()
  await expect(window.inspector.getByRole('button', { name: 'Play' })).toBeVisible()
  await expect(window.versions).toHaveCount(1)
  expect(store.counts()).toEqual({ ListObjectVersions: 1, HeadObject: 1 })
})

test('damaged images say so, each asked for once more, and the good one after them is shown', async ({
  window,
  store,
  page,
}) => {
  const { bucket } = await bucketWith(store, {
    'a.png': ['no image'],
    'b.png': ['no image either'],
    'c.png': [pixel],
  })
  await window.open(store, bucket)
  await window.row('a.png').click()
  await page.keyboard.press('Space')
  await expect(window.dialog.getByText(damaged)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(window.dialog.getByRole('heading', { name: 'b.png' })).toBeVisible()
  await expect(window.dialog.getByText(damaged)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(window.dialog.getByRole('img', { name: 'c.png' })).toBeVisible()
  for (const name of ['b.png', 'a.png']) {
    await page.keyboard.press('ArrowUp')
    await expect(window.dialog.getByRole('heading', { name })).toBeVisible()
  }
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(window.dialog.getByRole('img', { name: 'c.png' })).toBeVisible()
})

test('text is read in the encoding it was written in, and bytes that are none are not shown as text', async ({
  window,
  store,
}) => {
  const { bucket } = await bucketWith(store, {
    'clip.ts': [Uint8Array.of(0x47, 0x40, 0, 0x10)],
    'old.txt': [Buffer.from('Grüße', 'latin1')],
    'wide.txt': [Buffer.from('\uFEFFGrüße', 'utf16le')],
  })
  await window.open(store, bucket)
  for (const name of ['old.txt', 'wide.txt']) {
    await window.row(name).click()
    await expect(window.inspector.getByLabel(`Text of ${name}`)).toHaveText('Grüße')
  }
  await window.row('clip.ts').click()
  await expect(window.inspector.getByText('no preview of this kind')).toBeVisible()
})

test('Space held down opens the quick look and leaves it open', async ({ window, store, page }) => {
  const { bucket } = await bucketWith(store, { 'notes.md': ['# one'] })
  await window.open(store, bucket)
  await window.row('notes.md').click()
  await page.keyboard.down('Space')
  for (let times = 0; times < 4; times += 1) await page.keyboard.down('Space')
  await page.keyboard.up('Space')
  await expect(window.dialog.getByLabel('Text of notes.md')).toHaveText('# one')
  await page.keyboard.press('Escape')
  await expect(window.dialog).toBeHidden()
})
