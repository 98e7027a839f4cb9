/** The pane at the right: what is selected, and for one file everything there is to know of it. */
import { Files, Folder, MousePointerClick } from 'lucide-react'
import type { ReactNode } from 'react'
import { nameOf } from '../../../shared/key.ts'
import type { Row } from '../../../shared/model/listing.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { Name } from '../../components/Name.tsx'
import { useFolderSizes } from '../../data/folderSizes.ts'
import { formatDate } from '../../format/times.ts'
import { onlyRow, type Selection } from '../../state/selection.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords } from '../../strings/frame.ts'
import { inspectorWords as words } from '../../strings/inspector.ts'
import { FileInspector } from './FileInspector.tsx'
import { useSettled } from '../../components/useSettled.ts'
import './inspector.css'

export function Inspector() {
  const selection = useSettled(useStore(useStrata().selection))
  return (
    <aside className="inspector" aria-label={words.label}>
      <What selection={selection} />
    </aside>
  )
}

function What({ selection }: { readonly selection: Selection | null }) {
  if (selection === null || selection.count === 0) {
    return (
      <Face icon={<MousePointerClick size={26} strokeWidth={1.5} aria-hidden />} title={words.nothing}>
        {words.nothingAdvice}
      </Face>
    )
  }
  const row = onlyRow(selection)
  if (row === null) return <Several selection={selection} />
  const { connectionId, bucket } = selection.place
  if (row.kind === 'folder') return <FolderFacts key={row.key} bucket={{ connectionId, bucket }} row={row} />
  return <FileInspector key={row.key} file={{ connectionId, bucket, key: row.key }} row={row} />
}

function Several({ selection: { count, rows } }: { readonly selection: Selection }) {
  const sizes = (rows ?? []).map(({ sizeBytes }) => sizeBytes)
  const known = sizes.filter((size) => size !== null)
  const bytes = known.reduce((sum, size) => sum + size, 0)
  return (
    <Face icon={<Files size={26} strokeWidth={1.5} aria-hidden />} title={words.several(count)}>
      {known.length === 0 ? null : words.severalBytes(bytes, known.length === sizes.length)}
    </Face>
  )
}

type FolderFactsProps = { readonly bucket: BucketRef; readonly row: Row }

function FolderFacts({ bucket, row }: FolderFactsProps) {
  const at = useStore(useStrata().folder)?.listing?.past?.at ?? null
  const size = useFolderSizes({ bucket, prefixes: row.deleted ? [] : [row.key], at }).get(row.key)
  const name = nameOf(row.key)
  return (
    <Face
      icon={<Folder size={30} strokeWidth={1.5} className="folder-icon" aria-hidden />}
      title={<Name text={name === '' ? frameWords.noName : name} />}
    >
      {row.deleted ? words.deletedFolder : words.folder}
      {row.modifiedMs === null ? null : ` · ${formatDate(row.modifiedMs)}`}
      {size === undefined ? null : ` · ${words.folderSize(size.count, size.bytes)}`}
      {size === undefined || at === null ? null : ` ${words.ofThen}`}
    </Face>
  )
}

type FaceProps = { readonly icon: ReactNode; readonly title: ReactNode; readonly children: ReactNode }

const Face = ({ icon, title, children }: FaceProps) => (
  <div className="inspector-face">
    {icon}
    <h2>{title}</h2>
    <p>{children}</p>
  </div>
)
