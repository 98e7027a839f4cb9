/** Where Strata keeps its files, the same for both hosts. */
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Electron's own `userData` for an app of this name, so that both hosts see the same connections. */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = homedir()
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Strata')
  if (process.platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Strata')
  return join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Strata')
}

export const defaultDownloadFolder = (): string => join(homedir(), 'Downloads', 'Strata')

export function osName(): 'mac' | 'windows' | 'linux' {
  return process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux'
}
