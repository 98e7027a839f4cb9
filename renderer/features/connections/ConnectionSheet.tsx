/** Makes a connection or changes one: fields, a test that says exactly what works, and only then the saving. */
import { useState } from 'react'
import type { Connection, ConnectionDraft } from '../../../shared/model/connection.ts'
import { Button } from '../../components/Button.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { SheetForm } from '../../components/SheetForm.tsx'
import { useStrata } from '../../strata.ts'
import { connectionWords as words } from '../../strings/connections.ts'
import { checked, formOf, newForm, type ConnectionForm } from './connectionForm.ts'
import { ConnectionFields } from './ConnectionFields.tsx'
import { forgetConnection } from '../../verbs/forgetConnection.ts'
import { ServerAbilities } from './ServerAbilities.tsx'
import { TestSteps } from './TestSteps.tsx'
import { isSignedIn, useConnectionTest, type TestRun } from './useConnectionTest.ts'
import './connections.css'

type ConnectionSheetProps = {
  /** null makes a new one. */
  readonly connection: Connection | null
  readonly onClose: () => void
}

export function ConnectionSheet({ connection, onClose }: ConnectionSheetProps) {
  const { info } = useStrata()
  const sheet = useConnectionSheet(connection, onClose)
  const missing = connection?.secretPlace === 'missing'
  return (
    <Sheet
      title={connection === null ? words.newTitle : words.editTitle(connection.name)}
      lead={missing ? words.secretMissing : info.vault === 'keychain' ? words.inKeychain : words.forSession}
      onClose={onClose}
      foot={<Foot connection={connection} sheet={sheet} onClose={onClose} />}
    >
      <SheetForm onSubmit={() => sheet.connect()}>
        <ConnectionFields
          form={sheet.form}
          problems={sheet.problems}
          onChange={sheet.change}
          secretFirst={missing}
        />
        {/* Enter in any field connects. */}
      </SheetForm>
      <TestSteps run={sheet.run} />
      {connection === null ? null : <ServerAbilities connectionId={connection.id} />}
    </Sheet>
  )
}

/** What the sheet holds and does. */
function useConnectionSheet(connection: Connection | null, onClose: () => void) {
  const strata = useStrata()
  const { run, test, stop, reset } = useConnectionTest()
  const [form, setForm] = useState<ConnectionForm>(() =>
    connection === null ? newForm() : formOf(connection),
  )
  /** Nothing is called wrong before somebody wanted to go on. */
  const [judged, setJudged] = useState(false)
  const [saving, setSaving] = useState(false)

  const change = (next: ConnectionForm): void => {
    if (JSON.stringify(next) === JSON.stringify(form)) return
    setForm(next)
    reset()
  }
  const save = async (draft: ConnectionDraft): Promise<void> => {
    setSaving(true)
    try {
      openConnection(strata, await strata.api.connections.save(draft))
      onClose()
    } catch (error) {
      strata.notices.tellFailure(error)
    } finally {
      setSaving(false)
    }
  }
  const withDraft = async (go: (draft: ConnectionDraft) => Promise<unknown>): Promise<void> => {
    setJudged(true)
    const { draft } = checked(form)
    if (draft !== null) await go(draft)
  }
  const tryThenSave = async (draft: ConnectionDraft): Promise<void> => {
    if (isSignedIn(run) || isSignedIn(await test(draft))) await save(draft)
  }
  return {
    form,
    run,
    saving,
    problems: judged ? (checked(form).problems ?? {}) : {},
    change,
    stop,
    test: () => void withDraft(test),
    connect: () => void withDraft(tryThenSave),
    saveAnyway: () => void withDraft(save),
  }
}

/** Shows a connection's buckets, or the one bucket it is for. */
function openConnection(
  { openConnections, navigation, queries }: ReturnType<typeof useStrata>,
  { id, bucket, prefix }: Connection,
): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === id })
  openConnections.update((open) => new Set([...open, id]))
  if (bucket !== null) navigation.go({ connectionId: id, bucket, prefix })
}

type FootProps = ConnectionSheetProps & { readonly sheet: ReturnType<typeof useConnectionSheet> }

const failedRun = ({ result, running, failure }: TestRun): boolean =>
  !running && (failure !== null || (result !== null && !isSignedIn({ result, running, failure })))

function Foot({ connection, sheet, onClose }: FootProps) {
  const strata = useStrata()
  const { run, saving } = sheet
  return (
    <>
      {connection === null ? null : (
        <Button onPress={() => void forgetConnection(strata, connection).then((gone) => gone && onClose())}>
          {words.forget}
        </Button>
      )}
      <span className="push" />
      <Button onPress={onClose}>{words.cancel}</Button>
      {run.running ? (
        <Button onPress={sheet.stop}>{words.stop}</Button>
      ) : (
        <Button onPress={sheet.test}>{run.result === null ? words.test : words.testAgain}</Button>
      )}
      {failedRun(run) ? (
        <Button onPress={sheet.saveAnyway}>{words.saveAnyway}</Button>
      ) : (
        <Button look="primary" isDisabled={saving || run.running} onPress={sheet.connect}>
          {connection === null ? words.connect : words.save}
        </Button>
      )}
    </>
  )
}
