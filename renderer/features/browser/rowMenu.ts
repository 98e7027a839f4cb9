/** The menu at the pointer: what can be done with what is selected, or with the folder itself. */
import { commandInfo, type Command } from '../../../shared/model/command.ts'
import { keysOf } from '../../format/keys.ts'
import type { MenuEntry, MenuGroups } from '../../state/contextMenu.ts'
import { samePlace } from '../../state/navigation.ts'
import type { Strata } from '../../strata.ts'
import { timeWords } from '../../strings/timeTravel.ts'
import { treeWords as words } from '../../strings/tree.ts'
import { pastOf } from '../../verbs/past.ts'
import type { TreeModel } from './treeModel.ts'

const onRows: readonly (readonly Command[])[] = [
  ['open', 'quick-look'],
  ['download', 'download-to'],
  ['rename', 'move', 'copy-to'],
  ['copy-key'],
  ['undelete', 'delete', 'delete-all-versions'],
]
const onFolder: readonly (readonly Command[])[] = [
  ['new-folder', 'upload-files', 'upload-folder', 'upload-with-options'],
  ['select-all', 'refresh', 'show-deleted'],
]

const onPastRows: readonly (readonly Command[])[] = [
  ['open', 'quick-look'],
  ['download', 'download-to', 'copy-out'],
  ['rewind-selected'],
  ['copy-key'],
]
const onPastFolder: readonly (readonly Command[])[] = [
  ['rewind-folder', 'copy-out'],
  ['select-all', 'refresh', 'show-deleted'],
  ['present'],
]
const pastLabels: Partial<Record<Command, string>> = {
  download: timeWords.downloadThen,
  'download-to': timeWords.downloadThenTo,
}

export function menuFor(strata: Strata, model: TreeModel): MenuGroups {
  const { rows, all } = model.get().picked
  const isPast = pastOf(strata) !== null
  const [forRows, forFolder] = isPast ? [onPastRows, onPastFolder] : [onRows, onFolder]
  const groups = all || rows.size > 0 ? forRows : forFolder
  const [only] = [...rows.values()]
  const favourite =
    rows.size === 1 && only?.row.kind === 'folder' ? [favouriteEntry(strata, model, only.key)] : []
  return groups
    .map((group) => [
      ...group.map((command) => entryOf(strata, command, isPast ? pastLabels[command] : undefined)),
      ...(group.includes('copy-key') ? favourite : []),
    ])
    .filter((group) => group.length > 0)
}

function entryOf({ commands, info }: Strata, command: Command, label?: string): MenuEntry {
  const { run, whyNot, isOn } = commands.look(command)
  return {
    id: command,
    label: label ?? commandInfo[command].label,
    keys: keysOf(command, info),
    run,
    whyNot,
    ...(isOn === undefined ? {} : { isOn }),
  }
}

function favouriteEntry({ settings }: Strata, model: TreeModel, prefix: string): MenuEntry {
  const place = { ...model.root.place, prefix }
  const { favourites } = settings.get()
  return {
    id: 'favourite',
    label: words.addFavourite,
    whyNot: favourites.some((other) => samePlace(other, place)) ? words.isFavourite : null,
    run: () => settings.change({ favourites: [...favourites, place] }),
  }
}
