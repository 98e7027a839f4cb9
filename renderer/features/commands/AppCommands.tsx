/** Carries out the commands that belong to no single view, and hears the keys and the native menu for all of them. */
import { useEffect } from 'react'
import type { Command } from '../../../shared/model/command.ts'
import { follow } from '../../link/follow.ts'
import { useHandlers, type Handler } from '../../state/commands.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { commandWords as words } from '../../strings/commands.ts'
import { rootOf } from '../../verbs/openBucket.ts'
import { whyNotInPast } from '../../verbs/past.ts'
import { newFolder } from '../../verbs/plans.ts'
import { undoLast } from '../../verbs/undo.ts'
import { useCommandKeys } from './useCommandKeys.ts'

export function AppCommands() {
  const strata = useStrata()
  useHandlers(strata.commands, () => handlersOf(strata))
  const run = (command: Command): void => runCommand(strata, command)
  useCommandKeys(strata, run)
  useEffect(() => {
    const stop = new AbortController()
    void follow(
      strata.link,
      {
        open: (signal) => strata.api.app.commands(undefined, { signal }),
        onEvent: (command) => runCommand(strata, command),
        onFailure: strata.notices.tellFailure,
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [strata])
  return null
}

/** Says why, where it can't be done. */
function runCommand({ commands, notices }: Strata, command: Command): void {
  const { run, whyNot } = commands.look(command)
  if (whyNot === null) run()
  else notices.tell({ text: whyNot })
}

const when = (whyNot: string | null, run: () => void): Handler => ({ whyNot, run })
const always = (run: () => void): Handler => when(null, run)

function handlersOf(strata: Strata): Partial<Record<Command, Handler>> {
  const { navigation, settings, sheets, connections, paletteOpen } = strata
  const { past, here, future } = navigation.get()
  const { showDeleted, inspectorOpen } = settings.get()
  const list = connections.get() ?? []
  const connectionId = here?.place.connectionId ?? list[0]?.id ?? null
  return {
    'new-connection': always(() => sheets.open({ kind: 'connection', connectionId: null })),
    'new-bucket': when(connectionId === null ? words.noConnection : null, () => {
      if (connectionId !== null) sheets.open({ kind: 'new-bucket', connectionId })
    }),
    back: when(past.length === 0 ? words.noPast : null, navigation.back),
    forward: when(future.length === 0 ? words.noFuture : null, navigation.forward),
    'enclosing-folder': when(here === null ? words.noBucket : null, navigation.up),
    'show-deleted': {
      ...always(() => settings.change({ showDeleted: !showDeleted })),
      isOn: showDeleted,
    },
    'show-inspector': {
      ...always(() => settings.change({ inspectorOpen: !inspectorOpen })),
      isOn: inspectorOpen,
    },
    'show-activity': always(() => sheets.open({ kind: 'activity' })),
    'undo-plan': always(() => void undoLast(strata)),
    ...bucketCommands(strata),
    'new-folder': when(here === null ? words.noBucket : whyNotInPast(strata), () => void newFolder(strata)),
    'show-commands': always(() => paletteOpen.update((open) => !open)),
  }
}

/** What is asked of the whole bucket, or of the open folder. */
function bucketCommands(strata: Strata): Partial<Record<Command, Handler>> {
  const place = strata.navigation.get().here?.place ?? null
  const show = (kind: 'search' | 'changes' | 'recently-deleted' | 'storage'): Handler =>
    when(place === null ? words.noBucket : null, () => {
      if (place === null) return
      strata.sheets.open({ kind, place: kind === 'changes' ? place : rootOf(strata, place) })
    })
  return {
    'search-bucket': show('search'),
    'show-changes': show('changes'),
    'show-recently-deleted': show('recently-deleted'),
    'show-storage': show('storage'),
  }
}
