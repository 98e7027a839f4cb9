/** Incomplete uploads as a table to choose from; only the rows in sight are drawn. */
import { useState } from 'react'
import {
  Cell,
  Checkbox,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
  type Selection,
} from 'react-aria-components'
import { nameOf, parentPrefix } from '../../../shared/key.ts'
import type { IncompleteUpload } from '../../../shared/model/upload.ts'
import { Name } from '../../components/Name.tsx'
import { useRemPx } from '../../components/useRemPx.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatCount } from '../../format/counts.ts'
import { visibleName } from '../../format/names.ts'
import {
  incompleteWords as words,
  isYoung,
  startedExactly,
  startedWords,
} from '../../strings/incompleteUploads.ts'

/** Ids of uploads hold no spaces. */
export const idOf = ({ key, uploadId }: IncompleteUpload): string => `${uploadId} ${key}`

const rowRem = 1.75
const headRem = 1.875
const mostRows = 12

type UploadsTableProps = {
  readonly uploads: readonly IncompleteUpload[]
  readonly selected: Selection
  readonly onSelect: (selected: Selection) => void
}

export function UploadsTable({ uploads, selected, onSelect }: UploadsTableProps) {
  const remPx = useRemPx()
  const [nowMs] = useState(Date.now)
  const heightRem = headRem + rowRem * Math.min(mostRows, Math.max(3, uploads.length))
  return (
    <Virtualizer
      layout={TableLayout}
      layoutOptions={{ rowHeight: rowRem * remPx, headingHeight: headRem * remPx }}
    >
      <Table
        className="uploads"
        aria-label={words.list}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={selected}
        onSelectionChange={onSelect}
        style={{ height: `calc(${heightRem}rem + 1px)` }}
      >
        <TableHeader className="uploads-head">
          <Column width={2.75 * remPx} minWidth={0} className="check-cell">
            <Check />
          </Column>
          <Column isRowHeader width="1fr">
            {words.file}
          </Column>
          <Column width={10.5 * remPx} minWidth={0}>
            {words.started}
          </Column>
          <Column width={4 * remPx} minWidth={0} className="figure">
            {words.parts}
          </Column>
          <Column width={6.25 * remPx} minWidth={0} className="figure last">
            {words.size}
          </Column>
        </TableHeader>
        <TableBody items={uploads.map((upload) => ({ id: idOf(upload), upload }))}>
          {({ id, upload }) => <UploadRow key={id} id={id} upload={upload} nowMs={nowMs} />}
        </TableBody>
      </Table>
    </Virtualizer>
  )
}

type UploadRowProps = { readonly id: string; readonly upload: IncompleteUpload; readonly nowMs: number }

function UploadRow({ id, upload, nowMs }: UploadRowProps) {
  const { key, parts } = upload
  return (
    <Row id={id} className="upload" textValue={visibleName(key)}>
      <Cell className="check-cell">
        <Check />
      </Cell>
      <Cell className="upload-key" textValue={visibleName(key)}>
        <span title={visibleName(key)}>
          <span className="upload-folder">
            <Name text={parentPrefix(key)} />
          </span>
          <span className="upload-name">
            <Name text={nameOf(key)} />
          </span>
        </span>
      </Cell>
      <Cell>
        <span title={startedExactly(upload)}>{startedWords(upload, nowMs)}</span>
        {isYoung(upload, nowMs) ? <em className="tag past-tag">{words.mayRun}</em> : null}
      </Cell>
      <Cell className="figure">{parts === null ? words.unknown : formatCount(parts.count)}</Cell>
      <Cell className="figure last">{parts === null ? words.unknown : formatBytes(parts.sizeBytes)}</Cell>
    </Row>
  )
}

const Check = () => (
  <Checkbox slot="selection" className="check">
    <span className="check-box" aria-hidden />
  </Checkbox>
)
