/** The native menu: every command, with its key. */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { commandInfo, type Command } from '../../shared/model/command.ts'

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** Keys that text fields need stay with the page; the menu only shows them. */
const leftToThePage = new Set([
  'Enter',
  'Space',
  'Delete',
  'CmdOrCtrl+A',
  'CmdOrCtrl+Backspace',
  'CmdOrCtrl+C',
  'CmdOrCtrl+Y',
  'CmdOrCtrl+Z',
])

type Entries = readonly (Command | null)[]

/** null is a line between groups. */
const file: Entries = [
  ...([
    'new-connection',
    'new-bucket',
    'new-folder',
    null,
    'open',
    'quick-look',
    null,
    'upload-files',
    'upload-folder',
    'upload-with-options',
  ] as const),
  ...([
    null,
    'download',
    'download-to',
    null,
    'rename',
    'move',
    'copy-to',
    null,
    'delete',
    'undelete',
    'undo-plan',
    null,
    'rewind-folder',
    'rewind-selected',
    'copy-out',
    null,
    'restore',
    'delete-forever',
    'delete-all-versions',
  ] as const),
]
const edit: Entries = ['copy-key', null, 'find', 'search-bucket']
const view: Entries = [
  'show-deleted',
  'time-travel',
  'show-inspector',
  'show-transfers',
  'show-activity',
  null,
  'show-changes',
  'show-recently-deleted',
  'show-storage',
  null,
  'refresh',
  'show-commands',
]
const go: Entries = ['back', 'forward', 'enclosing-folder', null, 'present']

export function installMenu(run: (command: Command) => void): void {
  const item = (command: Command): MenuItemConstructorOptions => {
    const { label, keys } = commandInfo[command]
    const [accelerator] = keys
    const shown =
      accelerator === undefined ? {} : { accelerator, registerAccelerator: !leftToThePage.has(accelerator) }
    return { id: command, label, click: () => run(command), ...shown }
  }
  const menu = (label: string, entries: Entries): MenuItemConstructorOptions => ({
    label,
    submenu: entries.map((entry) => (entry === null ? separator : item(entry))),
  })
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    withQuit(menu('File', file)),
    withRoles(menu('Edit', edit)),
    menu('View', view),
    menu('Go', go),
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function entriesOf({ submenu }: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return Array.isArray(submenu) ? submenu : []
}

/** Text fields need the system's own clipboard entries. */
function withRoles(edit: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const roles = (['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role }))
  return { ...edit, submenu: [...roles, separator, ...entriesOf(edit)] }
}

function withQuit(file: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const closing = process.platform === 'darwin' ? ({ role: 'close' } as const) : ({ role: 'quit' } as const)
  return { ...file, submenu: [...entriesOf(file), separator, closing] }
}
