/** Looking around in a bucket: on both servers, with the mouse and with the keyboard only. */
import { AppWindow } from './appWindow.ts'
import { bucketWith, deleted, type Histories } from '../support/bucketWith.ts'
import { expect, serverNamed, test, windowServers } from './fixtures.ts'

const histories: Histories = {
  'reports/2026/q10.txt': ['ten'],
  'reports/2026/q2.txt': ['two', 'two again'],
  'reports/2025/old.txt': ['old', deleted],
  'gone/a.txt': ['a', deleted],
  'notes.md': ['one', 'two', 'three'],
  'draft.md': ['draft', deleted],
}

test('the app opens on the demo bucket', async ({ window, page }) => {
  await expect(window.row('README.md')).toBeVisible()
  await expect(window.row('photos')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText('demo')
  await expect(window.status).toContainText('8 items')
})

for (const name of windowServers) {
  test.describe(name, () => {
    test('a bucket is a tree: folders open in place, and names are in the order people expect', async ({
      window,
      store,
      ceph,
    }) => {
      const server = serverNamed(name, { store, ceph })
      const { bucket } = await bucketWith(server, histories)
      await window.open(server, bucket)
      await expect(window.names).toHaveText(['reports', 'notes.md'])
      await window.row('reports').locator('[data-twist]').click()
      await expect(window.names).toHaveText(['reports', '2026', 'notes.md'])
      await window.row('2026').locator('[data-twist]').click()
      await expect(window.names).toHaveText(['reports', '2026', 'q2.txt', 'q10.txt', 'notes.md'])
      await expect(window.row('q2.txt')).toHaveAttribute('aria-level', '3')
      await window.row('reports').locator('[data-twist]').click()
      await expect(window.names).toHaveText(['reports', 'notes.md'])
    })

    test('what was deleted stands in its place, struck through, with the day it was deleted', async ({
      window,
      store,
      ceph,
    }) => {
      const server = serverNamed(name, { store, ceph })
      const { bucket } = await bucketWith(server, histories)
      await window.open(server, bucket)
      await window.showDeleted()
      await expect(window.names).toHaveText(['gone', 'reports', 'draft.md', 'notes.md'])
      await expect(window.row('draft.md')).toContainText(/deletedDeleted/)
      await expect(window.row('gone')).toContainText('deleted')
      await expect(window.row('reports')).not.toContainText('deleted')
      await expect(window.row('notes.md').locator('.count-tag')).toHaveText('3')
      await expect(window.status).toContainText('4 items, 2 deleted')
      await window.showDeleted()
      await expect(window.names).toHaveText(['reports', 'notes.md'])
    })
  })
}

test('two windows at once see what either of them does, now and in the past', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, histories)
  await window.open(store, bucket)
  const other = new AppWindow(await page.context().newPage())
  await other.page.goto(new URL('/', page.url()).href)
  await other.openBucket(bucket)
  await expect(other.names).toHaveText(['reports', 'notes.md'])
  await window.row('notes.md').click()
  await page.keyboard.press('Delete')
  await expect(window.names).toHaveText(['reports'])
  await expect(other.names).toHaveText(['reports'])
  await other.showDeleted()
  await expect(other.row('notes.md')).toContainText('Deleted')
  await other.row('notes.md').click()
  await other.inspector.getByRole('button', { name: 'Restore' }).first().click()
  await expect(window.names).toHaveText(['reports', 'notes.md'])
  await expect(other.row('notes.md')).not.toContainText('Deleted')
})

test('everything can be reached with the keyboard alone', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, histories)
  await window.open(store, bucket)
  await window.tree.focus()
  await page.keyboard.press('ArrowDown')
  await expect(window.row('reports')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(window.row('2026')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(window.row('2026')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(window.names).toHaveText(['q2.txt', 'q10.txt'])
  await page.keyboard.press('Alt+ArrowUp')
  await expect(window.names).toHaveText(['2026'])
  await expect(window.row('2026')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(window.names).toHaveText(['q2.txt', 'q10.txt'])
  await page.keyboard.press('Alt+ArrowRight')
  await expect(window.names).toHaveText(['2026'])
  await page.keyboard.press('Alt+ArrowUp')
  await expect(window.names).toHaveText(['reports', 'notes.md'])
  await window.tree.focus()
  await page.keyboard.type('no')
  await expect(window.row('notes.md')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Control+a')
  await expect(window.status).toContainText('2 selected')
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(window.status).toContainText('2 selected')
  await page.keyboard.press('Control+Shift+Period')
  await expect(window.names).toHaveText(['gone', 'reports', 'draft.md', 'notes.md'])
  await page.keyboard.press('Control+k')
  await page.keyboard.type('back')
  await page.keyboard.press('Enter')
  await expect(window.names).toHaveText(['2025', '2026'])
})

test('what is chosen last counts, though the answer to letters typed before comes later', async ({
  window,
  page,
  store,
}) => {
  const held: (string | Buffer)[] = []
  let isHeld = false
  let release = (): void => {}
  await page.routeWebSocket(/./, (client) => {
    client.connectToServer().onMessage((message) => {
      if (isHeld) held.push(message)
      else client.send(message)
    })
    release = () => {
      isHeld = false
      for (const message of held.splice(0)) client.send(message)
    }
  })
  await page.reload()
  const { bucket } = await bucketWith(store, { 'a.txt': ['1'], 'b.txt': ['1'], 'c.txt': ['1'] })
  await window.open(store, bucket)
  await window.row('b.txt').click()
  isHeld = true
  await page.keyboard.type('c')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  await page.keyboard.press('Control+a')
  await expect(window.status).toContainText('3 selected')
  release()
  await expect(window.row('c.txt')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(window.row('a.txt')).toHaveAttribute('aria-selected', 'true')
  await expect(window.status).not.toContainText('selected')
})

test('rows are sorted by date and size too, newest and biggest first', async ({ window, store }) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['1'], 'b.txt': ['333'], 'c.txt': ['22'] })
  await window.open(store, bucket)
  await window.tree.getByRole('button', { name: 'Size' }).click()
  await expect(window.names).toHaveText(['b.txt', 'c.txt', 'a.txt'])
  await window.tree.getByRole('button', { name: 'Size' }).click()
  await expect(window.names).toHaveText(['a.txt', 'c.txt', 'b.txt'])
  await expect(window.tree.getByRole('columnheader', { name: 'Size' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await window.tree.getByRole('button', { name: 'Name' }).click()
  await expect(window.names).toHaveText(['a.txt', 'b.txt', 'c.txt'])
})

test('a filter shows only what contains it, and says what it leaves out', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, { 'Alpha.txt': ['1'], 'beta.txt': ['1'], 'alphabet/x': ['1'] })
  await window.open(store, bucket)
  await page.keyboard.press('Control+f')
  await page.keyboard.type('ALPHA')
  await expect(window.names).toHaveText(['alphabet', 'Alpha.txt'])
  await expect(window.status).toContainText('2 of 3 items match')
  await page.keyboard.type('zzz')
  await expect(page.getByText('No name here contains “ALPHAzzz”')).toBeVisible()
  await window.tree.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(window.names).toHaveText(['alphabet', 'Alpha.txt', 'beta.txt'])
})

test('odd names are shown as they are, unseen characters by symbols', async ({ window, store }) => {
  const { bucket } = await bucketWith(store, {
    'a b+c%.txt': ['1'],
    'cr\rhere': ['1'],
    '../x': ['1'],
    '/lead': ['1'],
    'a//b': ['1'],
    '\u{1f600}.png': ['1'],
    'right\u202eleft': ['1'],
  })
  await window.open(store, bucket)
  await expect(window.row('a b+c%.txt')).toBeVisible()
  await expect(window.row('cr␍here')).toBeVisible()
  await expect(window.row('\u{1f600}.png')).toBeVisible()
  await expect(window.row('right‹U+202E›left')).toBeVisible()
  await window.row('..').dblclick()
  await expect(window.names).toHaveText(['x'])
  await window.page.keyboard.press('Alt+ArrowLeft')
  await window.row('a').dblclick()
  await window.row('(no name)').dblclick()
  await expect(window.names).toHaveText(['b'])
})
