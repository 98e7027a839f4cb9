/** The middle of the window: the folder that is open, as a tree, or what there is to say instead. */
import { useEffect, useState, useSyncExternalStore, type ComponentType } from 'react'
import { nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { visibleName } from '../../format/names.ts'
import type { FolderState } from '../../state/folder.ts'
import type { Visit } from '../../state/navigation.ts'
import { useStore } from '../../state/store.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { treeWords as words } from '../../strings/tree.ts'
import { FolderFace } from './FolderFace.tsx'
import { MiddleBar } from './MiddleBar.tsx'
import { menuFor } from './rowMenu.ts'
import { Tree } from './Tree.tsx'
import { TreeModel } from './treeModel.ts'
import { openLine, useTreeCommands } from './useTreeCommands.ts'

type BrowserProps = {
  /** Draws the selected file big; `step` selects the row above or below. */
  readonly QuickLook: ComponentType<{ readonly step: (by: 1 | -1) => void }>
}

/** Everything is new in another place, and nothing of the last one is left. */
export function Browser({ visit, ...props }: BrowserProps & { readonly visit: Visit }) {
  const { connectionId, bucket, prefix } = visit.place
  return <OpenPlace key={JSON.stringify([connectionId, bucket, prefix])} visit={visit} {...props} />
}

function OpenPlace({ visit, QuickLook }: BrowserProps & { readonly visit: Visit }) {
  const strata = useStrata()
  const { order } = useStore(strata.settings)
  const model = useTreeModel(strata, visit)
  const state = useSyncExternalStore(model.subscribe, model.get)
  useTold(strata, model, visit.place)
  useTreeCommands(strata, model)
  const step = (by: 1 | -1): void => {
    const { lead } = model.get().picked
    const line = lead === null ? null : model.lineOf(lead)
    if (line !== null) void model.pickLine(Math.max(0, Math.min(line + by, state.root.lineCount - 1)))
  }
  const { bucket, prefix } = visit.place
  const name = visibleName(prefix === '' ? bucket : nameOf(prefix))
  const hasRows = state.root.rowCount > 0
  return (
    <>
      <MiddleBar folder={model.root} place={visit.place} />
      <Tree
        model={model}
        label={words.label(name)}
        order={order}
        onOrder={(order) => strata.settings.change({ order })}
        onOpen={(line) => openLine(strata, line)}
        onMenu={(at) => strata.contextMenu.set({ label: name, groups: menuFor(strata, model), ...at })}
        face={hasRows ? null : <FolderFace folder={model.root} place={visit.place} />}
      />
      <QuickLook step={step} />
    </>
  )
}

/** The model of the place, following what is set about how folders are shown. */
function useTreeModel(strata: Strata, { place, past, leadKey }: Visit): TreeModel {
  const { settings, filter, wantedKey } = strata
  // One model per place: the component is keyed by it.
  const [model] = useState(() => {
    const { showDeleted, order } = settings.get()
    const shown = { deleted: showDeleted, order, filter: '', at: past?.moment ?? null }
    return new TreeModel(strata, place, shown, leadKey)
  })
  useEffect(() => {
    model.open()
    filter.set('')
    const configure = (): void => {
      const { showDeleted, order } = settings.get()
      model.configure({ deleted: showDeleted, order, filter: filter.get() })
    }
    const pickWanted = (): void => {
      const key = wantedKey.get()
      if (key === null) return
      wantedKey.set(null)
      model.pickByKey(key)
    }
    const stops = [
      settings.subscribe(configure),
      filter.subscribe(configure),
      wantedKey.subscribe(pickWanted),
    ]
    return () => {
      for (const stop of stops) stop()
      model.close()
    }
  }, [model, settings, filter, wantedKey])
  useEffect(() => model.configure({ at: past?.moment ?? null }), [model, past])
  return model
}

/** The same as before while nothing of it is another. */
function nextTold(told: FolderState | null, { root }: TreeModel): FolderState {
  const { state: listing, nextState, failure, refreshing, isOfAnotherMoment } = root
  const entriesRead = isOfAnotherMoment ? (nextState?.past?.entriesRead ?? 0) : null
  const isSame =
    told?.listing === listing &&
    told.failure === failure &&
    told.refreshing === refreshing &&
    told.isOfAnotherMoment === isOfAnotherMoment &&
    told.entriesRead === entriesRead
  return isSame ? told : { listing, failure, refreshing, isOfAnotherMoment, entriesRead }
}

/** Tells everything beside the tree how the folder stands and what is selected. */
function useTold({ folder, selection }: Strata, model: TreeModel, place: PrefixRef): void {
  useEffect(() => {
    let told: FolderState | null = null
    let picked = model.get().picked
    const tell = (): void => {
      told = nextTold(told, model)
      folder.set(told)
      const next = model.get()
      if (next.picked === picked && selection.get() !== null) return
      picked = next.picked
      const rows = picked.all ? null : [...picked.rows.values()].map(({ row }) => row)
      const count = rows?.length ?? next.root.lineCount
      selection.set({ place, count, rows, leadKey: picked.lead?.key ?? null })
    }
    tell()
    const stop = model.subscribe(tell)
    return () => {
      stop()
      folder.set(null)
      selection.set(null)
    }
  }, [model, place, folder, selection])
}
