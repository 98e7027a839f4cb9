/** How much transfers may take: bytes a second each way, and files at once. */
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { SheetForm } from '../../components/SheetForm.tsx'
import { useStrata } from '../../strata.ts'
import { limitWords as words } from '../../strings/transferLimits.ts'
import { filesOf, limitsFormOf, limitsOf } from './limitsForm.ts'
import { RateInput } from './RateInput.tsx'
import './limits.css'

export function LimitsSheet({ onClose }: { readonly onClose: () => void }) {
  const { settings } = useStrata()
  const [form, setForm] = useState(() => limitsFormOf(settings.get().transferLimits))
  const transferLimits = limitsOf(form)
  const save = (): void => {
    if (transferLimits === null) return
    settings.change({ transferLimits })
    onClose()
  }
  return (
    <Sheet
      title={words.title}
      lead={words.lead}
      width="narrow"
      onClose={onClose}
      foot={
        <>
          <span className="push" />
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look="primary" isDisabled={transferLimits === null} onPress={save}>
            {words.save}
          </Button>
        </>
      }
    >
      <SheetForm className="limits" onSubmit={save}>
        <RateInput label={words.up} value={form.up} autoFocus onChange={(up) => setForm({ ...form, up })} />
        <RateInput label={words.down} value={form.down} onChange={(down) => setForm({ ...form, down })} />
        <TextInput
          label={words.filesAtOnce}
          value={form.files}
          help={words.filesAtOnceHelp}
          problem={filesOf(form.files) === undefined ? words.badFiles : null}
          onChange={(files) => setForm({ ...form, files })}
        />
      </SheetForm>
    </Sheet>
  )
}
