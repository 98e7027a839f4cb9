/** Who carries out which command now: one registry behind keys, menus, the palette and the native menu. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Command } from '../../shared/model/command.ts'
import { commandWords } from '../strings/commands.ts'

export type Handler = {
  readonly run: () => void
  /** Why it can't be done now, in a sentence; null: it can. */
  readonly whyNot: string | null
  /** Of a command that switches something: whether it is on. */
  readonly isOn?: boolean
}
export type Handlers = Partial<Record<Command, Handler>>

export type Commands = {
  /** What would happen now. */
  readonly look: (command: Command) => Handler
  /** Answers with the way to take the handlers away again. */
  readonly provide: (handlers: () => Handlers) => () => void
}

const nobody: Handler = { run: () => undefined, whyNot: commandWords.notHere }

export function openCommands(): Commands {
  /** The last one that has a command carries it out. */
  const providers: (() => Handlers)[] = []
  return {
    look(command) {
      for (const provider of providers.toReversed()) {
        const handler = provider()[command]
        if (handler) return handler
      }
      return nobody
    },
    provide(handlers) {
      providers.push(handlers)
      return () => {
        providers.splice(providers.indexOf(handlers), 1)
      }
    },
  }
}

/** Carries out commands as long as the component is there. Handlers are read when a command is looked at. */
export function useHandlers(commands: Commands, handlers: () => Handlers): void {
  const latest = useRef(handlers)
  useLayoutEffect(() => {
    latest.current = handlers
  })
  useEffect(() => commands.provide(() => latest.current()), [commands])
}
