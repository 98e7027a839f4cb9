/** app: ready only after main was evaluated, one instance per data folder, and an end in Electron's order. */
import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { windows } from './browserWindow.ts'
import { host } from './host.ts'

class App extends EventEmitter {
  readonly #paths = new Map<string, string>()
  #quitting = false
  #becomeReady: () => void = () => undefined
  readonly #ready = new Promise<void>((resolve) => {
    this.#becomeReady = resolve
  })

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? join(homedir(), name)
  }

  getVersion(): string {
    return '0.0.0-fake'
  }

  whenReady(): Promise<void> {
    return this.#ready
  }

  ready(): void {
    host.ready = true
    host.allClosed = () => {
      if (!this.#quitting) this.emit('window-all-closed')
    }
    this.#becomeReady()
    this.emit('ready')
  }

  /** The first of a data folder holds it; every other one only tells it that it came. */
  requestSingleInstanceLock(): boolean {
    const file = join(this.getPath('userData'), 'fake-instance')
    mkdirSync(this.getPath('userData'), { recursive: true })
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
    } catch {
      process.kill(Number(readFileSync(file, 'utf8')), 'SIGUSR2')
      return false
    }
    process.on('SIGUSR2', () => this.emit('second-instance'))
    process.on('exit', () => rmSync(file, { force: true }))
    return true
  }

  quit(): void {
    void this.#quit()
  }

  async #quit(): Promise<void> {
    if (this.#quitting) return
    this.#quitting = true
    let stays = false
    this.emit('before-quit', { preventDefault: () => (stays = true) })
    for (const window of stays ? [] : windows.slice()) stays ||= !(await window.close())
    if (stays) {
      this.#quitting = false
      return
    }
    let prevented = false
    this.emit('will-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) this.exit(0)
  }

  exit(code: number): void {
    process.exit(code)
  }
}

export const app = new App()
