/** Every command of the app: one list behind the menus, the keys and the command palette. */
import { z } from 'zod'

export const commandCodes = [
  'new-connection',
  'new-bucket',
  'upload-files',
  'upload-folder',
  'download',
  'open',
  'quick-look',
  'rename',
  'delete',
  'undelete',
  'restore',
  'delete-forever',
  'copy-key',
  'select-all',
  'back',
  'forward',
  'enclosing-folder',
  'refresh',
  'show-deleted',
  'show-inspector',
  'show-transfers',
  'show-commands',
  'find',
] as const

export const commandSchema = z.enum(commandCodes)
export type Command = z.infer<typeof commandSchema>
