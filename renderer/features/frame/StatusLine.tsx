/** The line at the foot: what is shown, what is selected, how far reading has come, and what is being transferred. */
import type { ReactNode } from 'react'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { statusWords as words } from '../../strings/frame.ts'
import type { FolderState } from '../../state/folder.ts'

export function StatusLine({ transfers }: { readonly transfers: ReactNode }) {
  const strata = useStrata()
  const folder = useStore(strata.folder)
  const selection = useStore(strata.selection)
  const filter = useStore(strata.filter)
  return (
    <footer className="status">
      <span>{folder === null ? '' : countsIn(folder, filter)}</span>
      {selection !== null && selection.count > 1 ? <span>{words.selected(selection.count)}</span> : null}
      <span role="status">{folder === null ? '' : readingIn(folder)}</span>
      <span className="push" />
      {transfers}
    </footer>
  )
}

function countsIn({ listing }: FolderState, filter: string): string {
  if (listing === null) return ''
  const { rowCount, deletedCount, totalCount } = listing
  return filter === '' ? words.items(rowCount, deletedCount) : words.filtered(rowCount, totalCount)
}

function readingIn({ listing, refreshing }: FolderState): string {
  if (listing === null) return ''
  if (refreshing) return words.refreshing
  const { live, versions, rowCount } = listing
  if (live.failure !== null) return words.notComplete
  if (!live.complete) return words.reading(live.entriesRead)
  if (versions !== null && versions.failure === null && !versions.complete)
    return words.readingVersions(versions.entriesRead)
  return words.complete(rowCount)
}
