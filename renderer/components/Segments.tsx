/** One of a few ways to look at something, side by side. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import './segments.css'

type SegmentsProps<Id extends string> = {
  readonly label: string
  readonly options: readonly { readonly id: Id; readonly label: string }[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}

export const Segments = <Id extends string>({ label, options, chosen, onChoose }: SegmentsProps<Id>) => (
  <ToggleButtonGroup
    className="segments"
    aria-label={label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[chosen]}
    onSelectionChange={(keys) => {
      const next = options.find(({ id }) => keys.has(id))
      if (next !== undefined) onChoose(next.id)
    }}
  >
    {options.map(({ id, label: text }) => (
      <ToggleButton key={id} id={id} className="segment">
        {text}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
)
