/** Carries out the commands that lead into the past, out of it, and bring it back. */
import { useHandlers, type Handlers } from '../../state/commands.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { commandWords } from '../../strings/commands.ts'
import { timeWords as words } from '../../strings/timeTravel.ts'
import { copyOut } from '../../verbs/elsewhere.ts'
import {
  pastOf,
  rewindFolder,
  rewindSelected,
  toggleTimeBar,
  whyNotCopyOut,
  whyNotRewindFolder,
  whyNotRewindSelected,
} from '../../verbs/past.ts'

export function TimeCommands() {
  const strata = useStrata()
  useHandlers(strata.commands, () => handlersOf(strata))
  return null
}

function handlersOf(strata: Strata): Handlers {
  const { navigation, timeBarOpen } = strata
  const isPast = pastOf(strata) !== null
  return {
    'time-travel': {
      whyNot: navigation.get().here === null ? commandWords.noBucket : null,
      isOn: isPast || timeBarOpen.get(),
      run: () => toggleTimeBar(strata),
    },
    present: { whyNot: isPast ? null : words.atNow, run: () => navigation.travel(null) },
    'rewind-folder': { whyNot: whyNotRewindFolder(strata), run: () => void rewindFolder(strata) },
    'rewind-selected': { whyNot: whyNotRewindSelected(strata), run: () => void rewindSelected(strata) },
    'copy-out': { whyNot: whyNotCopyOut(strata), run: () => void copyOut(strata) },
  }
}
