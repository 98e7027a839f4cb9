/** Makes a bucket; its name is checked as it is typed, and it keeps versions unless somebody says otherwise. */
import { useState } from 'react'
import { bucketNameProblem } from '../../../shared/model/bucket.ts'
import { Button } from '../../components/Button.tsx'
import { CheckInput, TextInput } from '../../components/Field.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { SheetForm } from '../../components/SheetForm.tsx'
import { bucketsKey, keepVersioning } from '../../data/buckets.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { bucketWords as words, nameProblems } from '../../strings/buckets.ts'

type NewBucketSheetProps = { readonly connectionId: string; readonly onClose: () => void }

export function NewBucketSheet({ connectionId, onClose }: NewBucketSheetProps) {
  const strata = useStrata()
  const connections = useStore(strata.connections)
  const [name, setName] = useState('')
  const [versioning, setVersioning] = useState(true)
  const { create, creating } = useCreateBucket(connectionId, onClose)
  const problem = bucketNameProblem(name)
  const submit = (): void => {
    if (problem === null && !creating) create(name, versioning)
  }
  return (
    <Sheet
      title={words.newTitle}
      lead={words.newLead(connections?.find(({ id }) => id === connectionId)?.name ?? '')}
      width="narrow"
      onClose={onClose}
      foot={
        <>
          <span className="push" />
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look="primary" isDisabled={problem !== null || creating} onPress={submit}>
            {words.create}
          </Button>
        </>
      }
    >
      <SheetForm className="new-bucket" onSubmit={submit}>
        <TextInput
          label={words.name}
          mono
          autoFocus
          value={name}
          help={words.nameHelp}
          problem={name === '' || problem === null ? null : nameProblems[problem]}
          onChange={setName}
        />
        <CheckInput
          label={words.keepVersions}
          help={words.keepVersionsHelp}
          isOn={versioning}
          onChange={setVersioning}
        />
      </SheetForm>
    </Sheet>
  )
}

function useCreateBucket(connectionId: string, onClose: () => void) {
  const strata = useStrata()
  const [creating, setCreating] = useState(false)
  const create = async (bucket: string, versioning: boolean): Promise<void> => {
    const ref = { connectionId, bucket }
    setCreating(true)
    try {
      keepVersioning(strata, ref, await strata.api.buckets.create({ ...ref, versioning }))
      strata.notices.tell({ text: words.created(bucket) })
      strata.navigation.go({ ...ref, prefix: '' })
      onClose()
    } catch (error) {
      strata.notices.tellFailure(error)
    } finally {
      setCreating(false)
      // A failure after the first of two steps may have left a bucket too.
      void strata.queries.invalidateQueries({ queryKey: bucketsKey(connectionId) })
    }
  }
  return { creating, create: (name: string, versioning: boolean) => void create(name, versioning) }
}
