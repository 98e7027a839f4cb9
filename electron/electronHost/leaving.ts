/** Leaving with work under way is asked first, once, and never while the computer itself shuts down. */
import { app, dialog, powerMonitor, type BrowserWindow } from 'electron'
import { leaveWords, type Underway } from './desktopWords.ts'

type Stoppable = { readonly preventDefault: () => void }

export class Leaving {
  readonly #underway: () => Underway
  readonly #window: () => BrowserWindow | null
  #agreed = false
  #asking = false

  constructor(underway: () => Underway, window: () => BrowserWindow | null) {
    this.#underway = underway
    this.#window = window
    app.on('before-quit', (event) => this.#stop(event, () => app.quit()))
    powerMonitor.on('shutdown', () => {
      this.#agreed = true
    })
  }

  /** Where the last window takes the app with it, closing it is leaving. */
  watch(window: BrowserWindow): void {
    if (process.platform === 'darwin') return
    window.on('close', (event) => this.#stop(event, () => window.close()))
  }

  #stop(event: Stoppable, leave: () => void): void {
    const underway = this.#underway()
    if (this.#agreed || (underway.transferCount === 0 && !underway.isChanging)) return
    event.preventDefault()
    if (!this.#asking) void this.#ask(underway, leave)
  }

  async #ask(underway: Underway, leave: () => void): Promise<void> {
    this.#asking = true
    const words = leaveWords(underway)
    const question = {
      type: 'question' as const,
      message: words.message,
      detail: words.detail,
      buttons: [words.leave, words.stay],
      defaultId: 1,
      cancelId: 1,
    }
    const window = this.#window()
    const asked = window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question)
    const { response } = await asked.finally(() => {
      this.#asking = false
    })
    if (response !== 0) return
    this.#agreed = true
    leave()
  }
}
