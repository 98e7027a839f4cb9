/** Keys of the keyboard as people read them on their own: `⌘⇧.` on a Mac, `Ctrl+Shift+.` elsewhere. */
import type { AppInfo } from '../../shared/contract/app.ts'
import { commandInfo, type Command } from '../../shared/model/command.ts'

const macNames: Readonly<Record<string, string>> = {
  CmdOrCtrl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Left: '←',
  Right: '→',
  Up: '↑',
  Down: '↓',
  Enter: '↩',
  Space: 'Space',
  Delete: '⌦',
  Backspace: '⌫',
}
const otherNames: Readonly<Record<string, string>> = {
  CmdOrCtrl: 'Ctrl',
  Left: '←',
  Right: '→',
  Up: '↑',
  Down: '↓',
}

export function shownKeys(keys: string, os: AppInfo['os']): string {
  const names = os === 'mac' ? macNames : otherNames
  return keys
    .split('+')
    .map((part) => names[part] ?? part)
    .join(os === 'mac' ? '' : '+')
}

/** A browser keeps these for its own windows and tabs: no page ever hears them. */
const keptByBrowsers = new Set(['CmdOrCtrl+N', 'CmdOrCtrl+Shift+N'])

/** The key to show beside a command; undefined where it has none that works here. */
export function keysOf(command: Command, { os, host }: Pick<AppInfo, 'os' | 'host'>): string | undefined {
  const working = commandInfo[command].keys.find((keys) => host === 'electron' || !keptByBrowsers.has(keys))
  return working === undefined ? undefined : shownKeys(working, os)
}
