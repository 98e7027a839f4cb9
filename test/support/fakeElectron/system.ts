/** What Electron offers of the system: dialogs, the shell, screens, the keychain, the menu. */
import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { mustBeReady } from './host.ts'

/** What was asked of the system, and what a person would have answered. */
export const asked = {
  openDialogs: [] as unknown[],
  chosenPaths: [] as string[][],
  errorBoxes: [] as string[],
  shownInFolder: [] as string[],
  opened: [] as string[],
  questions: [] as string[],
  /** The buttons a person is going to press, by number. */
  presses: [] as number[],
  notifications: [] as string[],
  /** Blockers of sleep that hold now, and how many there ever were. */
  blockers: new Set<number>(),
  blockerCount: 0,
}

type Question = {
  readonly message: string
  readonly buttons: readonly string[]
  readonly cancelId: number
}

type OpenOptions = { readonly properties: readonly string[] }

export const dialog = {
  /** With a window to hang it on, or without. */
  async showOpenDialog(
    ...args: readonly [OpenOptions] | readonly [unknown, OpenOptions]
  ): Promise<{ canceled: boolean; filePaths: string[] }> {
    mustBeReady('dialog')
    const options = args.length === 1 ? args[0] : args[1]
    asked.openDialogs.push(options.properties)
    const filePaths = asked.chosenPaths.shift() ?? []
    return { canceled: filePaths.length === 0, filePaths }
  },
  async showMessageBox(
    ...args: readonly [Question] | readonly [unknown, Question]
  ): Promise<{ response: number; checkboxChecked: boolean }> {
    mustBeReady('dialog')
    const { message, cancelId } = args.length === 1 ? args[0] : args[1]
    asked.questions.push(message)
    return { response: asked.presses.shift() ?? cancelId, checkboxChecked: false }
  },
  showErrorBox(title: string, content: string): void {
    asked.errorBoxes.push(`${title}: ${content}`)
    process.stderr.write(`${title}: ${content}\n`)
  },
}

export const shell = {
  showItemInFolder(path: string): void {
    asked.shownInFolder.push(path)
  },
  async openPath(path: string): Promise<string> {
    asked.opened.push(path)
    return ''
  },
}

export const screen = {
  getAllDisplays() {
    mustBeReady('screen')
    return [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]
  },
}

class PowerMonitor extends EventEmitter {}
export const powerMonitor = new PowerMonitor()

export const powerSaveBlocker = {
  start(type: string): number {
    mustBeReady('powerSaveBlocker')
    if (type !== 'prevent-app-suspension') throw new Error(`${type} is more than a transfer needs.`)
    asked.blockerCount += 1
    asked.blockers.add(asked.blockerCount)
    return asked.blockerCount
  },
  stop(id: number): void {
    if (!asked.blockers.delete(id)) throw new Error(`Blocker ${id} does not hold.`)
  },
}

export class Notification extends EventEmitter {
  readonly #text: string

  constructor({ title, body }: { readonly title: string; readonly body: string }) {
    super()
    this.#text = `${title} | ${body}`
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    mustBeReady('Notification')
    asked.notifications.push(this.#text)
  }
}

/** One byte stream per computer, as a keychain's key is. */
const pad = (text: Buffer): Buffer => Buffer.from(text.map((byte) => byte ^ 0x5a))

export const safeStorage = {
  getSelectedStorageBackend(): string {
    mustBeReady('safeStorage')
    return process.env['FAKE_ELECTRON_KEYCHAIN'] ?? 'gnome_libsecret'
  },
  async isAsyncEncryptionAvailable(): Promise<boolean> {
    mustBeReady('safeStorage')
    return process.env['FAKE_ELECTRON_KEYCHAIN'] !== 'none'
  },
  async encryptStringAsync(text: string): Promise<Buffer> {
    mustBeReady('safeStorage')
    return Buffer.concat([randomBytes(4), pad(Buffer.from(text))])
  },
  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    mustBeReady('safeStorage')
    return { result: pad(encrypted.subarray(4)).toString(), shouldReEncrypt: false }
  },
}

export type MenuItem = {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly click?: () => void
  readonly submenu?: readonly MenuItem[]
}

const accelerator =
  /^((CmdOrCtrl|CommandOrControl|Cmd|Ctrl|Control|Alt|Option|Shift|Super)\+)*([A-Z0-9.,/[\]\\;'`=-]|F\d{1,2}|Plus|Space|Tab|Backspace|Delete|Enter|Return|Up|Down|Left|Right|Home|End|PageUp|PageDown|Esc)$/

function check({ label, role, type, accelerator: keys, submenu }: MenuItem): void {
  if (label === undefined && role === undefined && type !== 'separator')
    throw new Error('A menu item needs a label, a role or a type.')
  if (keys !== undefined && !accelerator.test(keys)) throw new Error(`${keys} is no accelerator.`)
  for (const item of submenu ?? []) check(item)
}

export class Menu {
  static applicationMenu: Menu | null = null
  readonly items: readonly MenuItem[]

  private constructor(items: readonly MenuItem[]) {
    this.items = items
  }

  static buildFromTemplate(template: readonly MenuItem[]): Menu {
    for (const item of template) check(item)
    return new Menu(template)
  }

  static setApplicationMenu(menu: Menu): void {
    mustBeReady('Menu.setApplicationMenu')
    Menu.applicationMenu = menu
  }
}
