/** What differs between Electron and plain Node: the services are built from this and know no more. */
import type { AppInfo } from '../../shared/contract/app.ts'
import type { Command } from '../../shared/model/command.ts'
import type { Vault } from './vault.ts'

export type Dialogs = {
  /** Absolute path of a folder, or null when cancelled. */
  readonly chooseFolder: () => Promise<string | null>
  readonly chooseUpload: (kind: 'files' | 'folder') => Promise<readonly string[] | null>
}

export type Platform = {
  readonly host: AppInfo['host']
  readonly os: AppInfo['os']
  readonly version: string
  /** Where Strata keeps its own files; only this user may read them. */
  readonly dataFolder: string
  /** Where downloads go unless a person chose another folder. */
  readonly downloadFolder: string
  readonly vault: Vault
  /** null: the host has no dialogs of its own, the window draws them. */
  readonly dialogs: Dialogs | null
  /** Shows a file in the system's file browser. */
  readonly reveal: (path: string) => Promise<void>
  /** Opens a file with the program the system has for it. */
  readonly openFile: (path: string) => Promise<void>
  /** Commands of the native menu. Answers with the way to stop. */
  readonly onCommand: (listener: (command: Command) => void) => () => void
}
