/** The Platform of Electron. */
import { app, dialog, shell, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { failed } from '../../shared/failure.ts'
import type { Command } from '../../shared/model/command.ts'
import { osName } from '../platform/paths.ts'
import type { Dialogs, Platform } from '../platform/platform.ts'
import { openSafeStorageVault } from './safeStorageVault.ts'

export type CommandBus = {
  readonly run: (command: Command) => void
  readonly onCommand: Platform['onCommand']
}

export function openCommandBus(): CommandBus {
  const listeners = new Set<(command: Command) => void>()
  return {
    run: (command) => {
      for (const listener of listeners) listener(command)
    },
    onCommand: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The app must be ready. `window` answers null while there is none to attach a dialog to. */
export async function openElectronPlatform(
  dataFolder: string,
  bus: CommandBus,
  window: () => BrowserWindow | null,
): Promise<Platform> {
  return {
    host: 'electron',
    os: osName(),
    version: app.getVersion(),
    dataFolder,
    downloadFolder: join(app.getPath('downloads'), 'Strata'),
    vault: await openSafeStorageVault(dataFolder),
    dialogs: dialogsOn(window),
    reveal: async (path) => shell.showItemInFolder(path),
    openFile,
    onCommand: bus.onCommand,
  }
}

/** Failures: unsupported where no program takes it. */
async function openFile(path: string): Promise<void> {
  const wrong = await shell.openPath(path)
  if (wrong !== '')
    throw failed({
      code: 'unsupported',
      reason: 'no-program',
      message: `${path} could not be opened: ${wrong}`,
    })
}

function dialogsOn(window: () => BrowserWindow | null): Dialogs {
  const ask = async (
    properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory')[],
  ) => {
    const parent = window()
    const asked = parent
      ? dialog.showOpenDialog(parent, { properties })
      : dialog.showOpenDialog({ properties })
    const { canceled, filePaths } = await asked
    return canceled || filePaths.length === 0 ? null : filePaths
  }
  return {
    chooseFolder: async () => (await ask(['openDirectory', 'createDirectory']))?.[0] ?? null,
    chooseUpload: (kind) => ask([kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections']),
  }
}
