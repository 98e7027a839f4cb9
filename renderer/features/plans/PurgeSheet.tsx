/** Which old versions are to be destroyed: a rule, tried on the real versions before anything happens. */
import { useState } from 'react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { CheckInput, TextInput } from '../../components/Field.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { SheetForm } from '../../components/SheetForm.tsx'
import { useStrata } from '../../strata.ts'
import { lifecycleWords } from '../../strings/lifecycle.ts'
import { purgeWords as words } from '../../strings/purge.ts'
import { openPlan } from '../../verbs/plans.ts'
import { PurgeRuleSheet } from './PurgeRuleSheet.tsx'
import { purgeRuleOf, type PurgeForm } from './purgeRule.ts'

type PurgeSheetProps = {
  readonly place: PrefixRef
  /** By a lifecycle rule of the server. */
  readonly goesOn: boolean
  readonly onClose: () => void
}

export function PurgeSheet({ place, goesOn, onClose }: PurgeSheetProps) {
  const strata = useStrata()
  const [form, setForm] = useState<PurgeForm>({
    keepNewest: '3',
    olderThanDays: '30',
    orphanMarkers: true,
    keepLastOfDeleted: true,
  })
  const [keeps, setKeeps] = useState(false)
  const rule = purgeRuleOf(form)
  const look = (): void => {
    if (rule === null) return
    onClose()
    void openPlan(strata, { kind: 'purge', ...place, rule })
  }
  const lookAtRule = (): void => {
    if (rule !== null) setKeeps(true)
  }
  if (keeps && rule !== null)
    return <PurgeRuleSheet place={place} rule={rule} onBack={() => setKeeps(false)} onClose={onClose} />
  return (
    <Sheet
      title={words.title(place)}
      lead={goesOn ? words.byRuleLead : words.lead}
      onClose={onClose}
      foot={
        <>
          {goesOn ? null : (
            <Button isDisabled={rule === null} onPress={lookAtRule}>
              {lifecycleWords.keepDoing}
            </Button>
          )}
          <span className="push" />
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look="primary" isDisabled={rule === null} onPress={goesOn ? lookAtRule : look}>
            {goesOn ? words.lookRule : words.look}
          </Button>
        </>
      }
    >
      <SheetForm className="purge" onSubmit={goesOn ? lookAtRule : look}>
        <RuleFields form={form} onChange={setForm} isGood={rule !== null} />
      </SheetForm>
    </Sheet>
  )
}

type RuleFieldsProps = {
  readonly form: PurgeForm
  readonly onChange: (form: PurgeForm) => void
  readonly isGood: boolean
}

function RuleFields({ form, onChange, isGood }: RuleFieldsProps) {
  return (
    <>
      <TextInput
        label={words.keepNewest}
        autoFocus
        value={form.keepNewest}
        help={words.keepNewestHelp}
        problem={isGood ? null : words.badNumbers}
        onChange={(keepNewest) => onChange({ ...form, keepNewest })}
      />
      <TextInput
        label={words.olderThanDays}
        value={form.olderThanDays}
        help={words.olderThanDaysHelp}
        onChange={(olderThanDays) => onChange({ ...form, olderThanDays })}
      />
      <CheckInput
        label={words.keepLastOfDeleted}
        help={words.keepLastOfDeletedHelp}
        isOn={form.keepLastOfDeleted}
        onChange={(keepLastOfDeleted) => onChange({ ...form, keepLastOfDeleted })}
      />
      <CheckInput
        label={words.orphanMarkers}
        help={words.orphanMarkersHelp}
        isOn={form.orphanMarkers}
        onChange={(orphanMarkers) => onChange({ ...form, orphanMarkers })}
      />
    </>
  )
}
