/** Every command of the app: one list behind the native menu, the window's menus, the keys and the palette. */
import { z } from 'zod'

export const commandSchema = z.enum([
  'new-connection',
  'new-bucket',
  'upload-files',
  'upload-folder',
  'upload-with-options',
  'download',
  'download-to',
  'open',
  'quick-look',
  'rename',
  'move',
  'copy-to',
  'new-folder',
  'delete',
  'undelete',
  'undo-plan',
  'restore',
  'delete-forever',
  'delete-all-versions',
  'copy-key',
  'select-all',
  'find',
  'back',
  'forward',
  'enclosing-folder',
  'refresh',
  'show-deleted',
  'show-inspector',
  'show-transfers',
  'show-activity',
  'show-commands',
])
export type Command = z.infer<typeof commandSchema>

export type CommandInfo = {
  readonly label: string
  /** In Electron's words: `CmdOrCtrl` is ⌘ on a Mac and Ctrl elsewhere. The first is shown, all of them work. */
  readonly keys: readonly string[]
}

/** An ellipsis says that a dialog comes first. */
export const commandInfo: Readonly<Record<Command, CommandInfo>> = {
  'new-connection': { label: 'New Connection…', keys: ['CmdOrCtrl+N'] },
  'new-bucket': { label: 'New Bucket…', keys: ['CmdOrCtrl+Shift+N'] },
  'upload-files': { label: 'Upload Files…', keys: ['CmdOrCtrl+U'] },
  'upload-folder': { label: 'Upload Folder…', keys: ['CmdOrCtrl+Shift+U'] },
  'upload-with-options': { label: 'Upload With Options…', keys: ['CmdOrCtrl+Alt+U'] },
  download: { label: 'Download', keys: ['CmdOrCtrl+D'] },
  'download-to': { label: 'Download To…', keys: ['CmdOrCtrl+Shift+D'] },
  open: { label: 'Open', keys: ['Enter', 'CmdOrCtrl+Down'] },
  'quick-look': { label: 'Quick Look', keys: ['Space'] },
  rename: { label: 'Rename…', keys: ['F2'] },
  move: { label: 'Move To…', keys: ['CmdOrCtrl+Shift+M'] },
  'copy-to': { label: 'Copy To…', keys: [] },
  'new-folder': { label: 'New Folder…', keys: ['CmdOrCtrl+Alt+N'] },
  delete: { label: 'Delete', keys: ['Delete', 'CmdOrCtrl+Backspace'] },
  undelete: { label: 'Undelete', keys: ['CmdOrCtrl+Shift+Backspace'] },
  'undo-plan': { label: 'Undo Last Plan…', keys: ['CmdOrCtrl+Z'] },
  restore: { label: 'Restore This Version', keys: [] },
  'delete-forever': { label: 'Delete This Version Forever…', keys: [] },
  'delete-all-versions': { label: 'Delete All Versions Forever…', keys: [] },
  'copy-key': { label: 'Copy Key', keys: ['CmdOrCtrl+Shift+C'] },
  'select-all': { label: 'Select All', keys: ['CmdOrCtrl+A'] },
  find: { label: 'Find', keys: ['CmdOrCtrl+F'] },
  back: { label: 'Back', keys: ['Alt+Left', 'CmdOrCtrl+['] },
  forward: { label: 'Forward', keys: ['Alt+Right', 'CmdOrCtrl+]'] },
  'enclosing-folder': { label: 'Enclosing Folder', keys: ['Alt+Up', 'CmdOrCtrl+Up'] },
  refresh: { label: 'Refresh', keys: ['CmdOrCtrl+R', 'F5'] },
  'show-deleted': { label: 'Show Deleted Files', keys: ['CmdOrCtrl+Shift+.'] },
  'show-inspector': { label: 'Show Inspector', keys: ['CmdOrCtrl+I'] },
  'show-transfers': { label: 'Show Transfers', keys: ['CmdOrCtrl+J'] },
  'show-activity': { label: 'Show Activity', keys: ['CmdOrCtrl+Shift+J'] },
  'show-commands': { label: 'All Commands…', keys: ['CmdOrCtrl+K'] },
}
